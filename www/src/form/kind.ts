// What every kind of field is given.

import type { Json, Place } from "../json";
import type { Schema } from "../schema/schema";
import type { Form } from "./field";

export interface KindProps {
  form: Form;
  schema: Schema;
  value: Json;
  place: Place;
  id: string;
  set: (next: Json) => void;
  describedBy: string;
  wrong: boolean;
}
