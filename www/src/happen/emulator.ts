// The emulator that answers in the service's place, loaded when something is first sent, or is about to be.

export { createEmulator } from "smooch-emulator";
