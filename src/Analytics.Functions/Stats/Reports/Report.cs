using Analytics.Functions.Http;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Stats.Reports;

/// <summary>What every report does alike.</summary>
internal static class Report
{
    /// <summary>Answers; what cannot be asked becomes a refusal in the form of the route.</summary>
    public static async Task<IResult> AnswerAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (AnalyticsInputException refused)
        {
            return Problem.Invalid(refused.Faults);
        }
    }
}
