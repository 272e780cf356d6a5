namespace Analytics.Testing.Oracle;

/// <summary>
/// Asks questions in the JSON of the wire and gives the answers in the same: an object with <c>results</c> and <c>meta</c>, one with
/// <c>error</c> where the question is refused, or null where this reader cannot say.
/// </summary>
public delegate Task<IReadOnlyList<string?>> Ask(IReadOnlyList<string> questions, CancellationToken cancellation);
