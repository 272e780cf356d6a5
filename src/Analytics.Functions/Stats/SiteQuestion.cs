using System.Text.Json;
using Analytics.Engine.Reading;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats;

/// <summary>What questions at the address of a site have in common: the body, and how faults are answered.</summary>
internal static class SiteQuestion
{
    private const int MaxBody = 64 * 1024;

    /// <summary>Reads a body as a question and answers it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="own">The site that is asked about.</param>
    /// <param name="days">Where the first day of the site's data is found, should the question be about all of it.</param>
    /// <param name="terms">Where the site's goals and segments are found, should the question name any.</param>
    /// <param name="parse">Makes a question of the body; null where it has faults.</param>
    /// <param name="answer">Answers it.</param>
    public static async Task<IResult> AskAsync<T>(
        HttpContext context, OwnSite own, DayReader days, TermsReader terms, Func<QuestionFields, Site, T?> parse, Func<Site, T, Task<IResult>> answer) where T : class
    {
        if (!(await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            return problem;
        }

        using (json)
        {
            Site site = await AllOfTime.BeginAsync(json.RootElement, own.Site, days, context.RequestAborted);
            return await AnswerAsync(site, await FieldsAsync(context, site, terms, json.RootElement), parse, answer);
        }
    }

    /// <summary>An object as the fields of a question. Goals and segments are read only where the question names any.</summary>
    public static async Task<QuestionFields> FieldsAsync(HttpContext context, Site site, TermsReader terms, JsonElement asked) =>
        new(asked, StatsQueryJson.NeedsTerms(asked) ? await terms.ReadAsync(site, context.RequestAborted) : SiteTerms.None);

    /// <summary>Answers a question whose fields were read already.</summary>
    public static async Task<IResult> AnswerAsync<T>(
        Site site, QuestionFields fields, Func<QuestionFields, Site, T?> parse, Func<Site, T, Task<IResult>> answer) where T : class
    {
        T? question = parse(fields, site);
        if (question is null || fields.Faults.Count > 0)
        {
            return Problem.Invalid(fields.Faults);
        }

        try
        {
            return await answer(site, question);
        }
        catch (AnalyticsInputException tooMuch)
        {
            return Problem.Invalid(tooMuch.Faults);
        }
    }
}
