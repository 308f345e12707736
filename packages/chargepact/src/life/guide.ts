/** Where the files of a life study are described. */
export const lifeGuide = "docs/life.md";
