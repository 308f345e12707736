import { requirementTexts } from "./requirements.generated.js";

/** An id of the protocol's requirements, as `docs/requirements.md` has them. */
export type RequirementId = keyof typeof requirementTexts;
/** Ids and what they say, in the order of the document. */
export const requirements: Readonly<Record<RequirementId, string>> = requirementTexts;
