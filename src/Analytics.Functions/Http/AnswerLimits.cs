namespace Analytics.Functions.Http;

/// <summary>
/// What the host sets one answer, as a feature of its request; a request without this feature may be answered for as long as its sender
/// waits, and what is written leaves when it is flushed.
/// </summary>
/// <param name="MayLast">False: the answer shall be whole soon, because what is written is kept until then, or because every second of it is billed.</param>
/// <param name="Deadline">When the host ends the process if the answer is not whole by then.</param>
internal sealed record AnswerLimits(bool MayLast, DateTimeOffset Deadline);
