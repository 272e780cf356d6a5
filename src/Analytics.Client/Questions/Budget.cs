namespace Analytics.Client.Questions;

/// <summary>The most that an answer may take. What is left out is what the deployment allows, and no budget passes that.</summary>
/// <param name="Bytes">Bytes of compressed blocks, at least 0.</param>
/// <param name="Blocks">How many blocks, at least 0.</param>
/// <param name="Sample">Whether a question beyond it is answered from some of the visitors (<see cref="AnswerMeta.Sample"/>) and not refused. Default false.</param>
public sealed record Budget(long? Bytes = null, int? Blocks = null, bool Sample = false);
