package org.loanengine;

/**
 * Why a call failed: the engine's code, the field, and what is allowed. Of calls that are wrong in themselves the code
 * is {@link Code#INVALID_ARGUMENT}.
 */
public final class LoanEngineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The engine's word. */
    private final Code code;
    /** The field. */
    private final String path;
    /** What was met and what is allowed. */
    private final String detail;
    /** Of a batch. */
    private final int index;
    /** Of a command over documents. */
    private final String document;

    LoanEngineException(Code code, String path, String detail) {
        this(code, path, detail, 0, null);
    }

    LoanEngineException(Code code, String path, String detail, int index, String document) {
        super(code.word() + (path.isEmpty() ? "" : " at " + path) + (detail.isEmpty() ? "" : ": " + detail));
        this.code = code;
        this.path = path;
        this.detail = detail;
        this.index = index;
        this.document = document;
    }

    /** {@return why: the engine's word} */
    public Code code() {
        return code;
    }

    /** {@return the field, as the case format names it, {@code "terms.rate.per"}, or a parameter; or an empty text} */
    public String path() {
        return path;
    }

    /**
     * For people, in English. Its wording may change.
     *
     * @return what was met and what is allowed: {@link #getMessage} without code and path
     */
    public String detail() {
        return detail;
    }

    /** {@return the loan or payment of a batch, or the event of {@link Loan#check}, from 0; else 0} */
    public int index() {
        return index;
    }

    /** {@return of {@link Documents#run} what the command line prints, with the error in it; else null} */
    public String document() {
        return document;
    }

    static LoanEngineException argument(String path, String detail) {
        return new LoanEngineException(Code.INVALID_ARGUMENT, path, detail);
    }

    /** Refuses null, with what is needed. */
    static <T> T needed(T value, String path) {
        if (value == null) {
            throw argument(path, "a value is needed here");
        }
        return value;
    }

    /** The code of a number; one that this version does not know is a failure like others. */
    static Code code(int number) {
        Code code = Code.of(number);
        return code == null ? Code.INVALID_ARGUMENT : code;
    }

    /** What a call filled. */
    static LoanEngineException of(int code, Memory error) {
        return of(code, error, 0);
    }

    static LoanEngineException of(int code, Memory error, int at) {
        boolean filled = error.getInt(at + Layout.ERROR_CODE) == code;
        String path = filled ? error.text(at + Layout.ERROR_PATH, Layout.ERROR_PATH_SIZE) : "";
        String detail = filled ? error.text(at + Layout.ERROR_MESSAGE, Layout.ERROR_MESSAGE_SIZE) : "the call was refused";
        int index = filled ? (int) error.getLong(at + Layout.ERROR_INDEX) : 0;
        return new LoanEngineException(code(code), path, detail, index, null);
    }

    /** A text for messages: short. */
    static String quoted(String text) {
        return text == null ? "null" : "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
    }
}
