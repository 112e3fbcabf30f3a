// Starts the page: draws it at once, then loads the package and the emulator.

import { render } from "preact";

import { followDraft, loadCore } from "./built";
import { followAddress } from "./link";
import { Page } from "./page";
import { followRoute } from "./route";

followRoute();
followAddress();
followDraft();
render(<Page />, document.getElementById("page")!);
void loadCore();
