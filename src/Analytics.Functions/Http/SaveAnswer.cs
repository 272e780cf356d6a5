using Analytics.Engine.Sites;

namespace Analytics.Functions.Http;

/// <summary>What came of saving something, as an answer.</summary>
internal static class SaveAnswer
{
    /// <param name="outcome">What came of it.</param>
    /// <param name="kind">What was saved, in the words of the API: <c>goal</c>.</param>
    /// <param name="saved">Answers with what is stored now.</param>
    public static IResult Of<T>(SaveOutcome<T> outcome, string kind, Func<T, IResult> saved) => outcome switch
    {
        SaveOutcome<T>.Saved { Value: var value } => saved(value),
        SaveOutcome<T>.Invalid { Faults: var faults } => Problem.Invalid(faults),
        SaveOutcome<T>.Taken { Faults: var faults } => Problem.Taken(faults),
        _ => Problem.Conflict($"The {kind} was changed by somebody else: read it again and repeat the change."),
    };
}
