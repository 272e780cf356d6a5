using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats;

/// <summary>What questions at the address of a site have in common: whose site it is, the body, and how faults are answered.</summary>
internal static class SiteQuestion
{
    private const int MaxBody = 64 * 1024;

    /// <summary>The caller's site of that id or domain; null where there is none.</summary>
    public static async Task<Site?> SiteAsync(HttpContext context, SiteDirectory sites, string id) =>
        await sites.FindAsync(id, context.RequestAborted) is { } site && site.OwnerId == context.Caller().OwnerId ? site : null;

    /// <summary>Reads a body as a question and answers it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sites">Where sites are found.</param>
    /// <param name="terms">Where the site's goals and segments are found, should the question name any.</param>
    /// <param name="id">The site's id or domain.</param>
    /// <param name="parse">Makes a question of the body; null where it has faults.</param>
    /// <param name="answer">Answers it.</param>
    public static async Task<IResult> AskAsync<T>(
        HttpContext context, SiteDirectory sites, TermsReader terms, string id, Func<QuestionFields, Site, T?> parse, Func<Site, T, Task<IResult>> answer) where T : class
    {
        if (await SiteAsync(context, sites, id) is not { } site)
        {
            return Problem.NotFound("site");
        }

        (JsonDocument? json, Problem? problem) = await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted);
        using (json)
        {
            return json is null ? problem! : await AnswerAsync(site, await FieldsAsync(context, site, terms, json.RootElement), parse, answer);
        }
    }

    /// <summary>An object as the fields of a question. Most name neither goals nor segments, and are not to wait for them.</summary>
    public static async Task<QuestionFields> FieldsAsync(HttpContext context, Site site, TermsReader terms, JsonElement asked) =>
        new(asked, StatsQueryJson.NeedsTerms(asked) ? await terms.ReadAsync(site, context.RequestAborted) : SiteTerms.None);

    /// <summary>The same of fields that were read already.</summary>
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
