package org.loanengine;

/** How the engine writes a result of a case. */
public enum Form {
    /** On one line, with its end. */
    LINE,
    /** For people, with the last line's end. */
    PRETTY
}
