using Analytics.Functions.Http;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Tables;

/// <summary>The form that a request asks for: the parameter <c>format</c> names it, else <c>Accept</c>, else it is the usual one of the route.</summary>
/// <param name="Form">One of those that the route can write.</param>
/// <param name="HasMark">Whether a byte order mark begins the table, by which some spreadsheets tell UTF-8.</param>
internal sealed record AskedForm(AnswerForm Form, bool HasMark = false)
{
    /// <summary>The parameters that every route with forms reads.</summary>
    public static readonly string[] Parameters = ["format", "bom"];

    /// <summary>What a request to a route asks for, or why it cannot have it.</summary>
    public static OrProblem<AskedForm> Of(HttpRequest request, IReadOnlyList<AnswerForm> forms)
    {
        var faults = new InputFaults();
        bool isOnce = request.Query["format"].Count <= 1 && request.Query["bom"].Count <= 1;
        string format = request.Query["format"].ToString(), mark = request.Query["bom"].ToString();
        AnswerForm? form = format.Length > 0 ? forms.FirstOrDefault(known => known.Name == format) : AcceptedForm.Of(request.Headers.Accept, forms);
        _ = faults.Require(request.Query["format"].Count <= 1, "format", "is given more than once: give it once")
            .Require(request.Query["bom"].Count <= 1, "bom", "is given more than once: give it once")
            .Require(!isOnce || mark is "" or "true" or "false", "bom", "must be true or false")
            .Require(!isOnce || mark is not "true" || form is null || form == AnswerForm.Csv, "bom", "must be left out where format is not csv: only a table has a byte order mark");
        try
        {
            faults.Require(!isOnce || form is not null, format.Length > 0 ? "format" : "Accept", Rule(forms)).ThrowIfAny();
            return new AskedForm(form!, mark == "true");
        }
        catch (AnalyticsInputException refused)
        {
            Problem invalid = Problem.Invalid(refused.Faults);
            return form is null && isOnce ? invalid with { Title = "The answer cannot be written in that form", Status = StatusCodes.Status406NotAcceptable } : invalid;
        }
    }

    private static string Rule(IReadOnlyList<AnswerForm> forms) =>
        $"must name a form that there is: {string.Join(", ", forms.Select(form => $"{form.Name} ({form.Types[0]})"))}";
}
