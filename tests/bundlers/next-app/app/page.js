"use client";

import { useEffect } from "react";

export default function Page() {
  useEffect(() => void import("../page.mjs"), []);
  return "The test runs the scenario here.";
}
