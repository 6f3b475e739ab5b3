package tierwise.internal.source;

/** A value and the words of a file that gave it. */
public record Located<T>(T value, Span span) {}
