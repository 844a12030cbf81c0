/** The legend of the semantic tokens: a token names its type and modifiers by their places here. */
export const semanticTokenTypes = ['citation'];
export const semanticTokenModifiers = ['unresolved'];
