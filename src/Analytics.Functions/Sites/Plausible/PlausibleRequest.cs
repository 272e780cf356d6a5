using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Microsoft.AspNetCore.WebUtilities;

namespace Analytics.Functions.Sites.Plausible;

/// <summary>What requests of the Sites API say, in JSON or as the fields of a form, and how they are refused.</summary>
internal static class PlausibleRequest
{
    private const int MaxBody = 16 * 1024;

    // A domain that is another site's is a fault of the input there. A key that may not write is not the key.
    public static RefusalForm Refusals { get; } = RefusalForm.ErrorText with
    {
        StatusOf = problem => problem switch
        {
            { Status: StatusCodes.Status409Conflict, Errors: not null } => StatusCodes.Status400BadRequest,
            { Status: StatusCodes.Status403Forbidden } => StatusCodes.Status401Unauthorized,
            _ => problem.Status,
        },
    };

    /// <summary>The form in a request's body: JSON, or fields as a browser sends them, <c>custom_props[plan]=pro</c> among them.</summary>
    public static async Task<OrProblem<T>> ReadFormAsync<T>(HttpRequest request, JsonTypeInfo<T> type) where T : class
    {
        if (await Body.ReadAsync(request, MaxBody, request.HttpContext.RequestAborted) is not { } bytes)
        {
            return Problem.TooLarge(MaxBody);
        }

        string text = Encoding.UTF8.GetString(Body.WithoutMark(bytes).Span).Trim();
        using JsonDocument? json = Body.TryParse(text.Length == 0 ? "{}"u8.ToArray() : text[0] is '{' or '[' ? bytes : Encoding.UTF8.GetBytes(FieldsOf(text).ToJsonString()));
        return json is null ? Problem.Invalid("body", "must be a JSON object of readable text, each name once, or the fields of a form") : Form.Read(json.RootElement, type);
    }

    /// <summary>The form of a request about a site that the address or the body names, and the site.</summary>
    public static async Task<OrProblem<(Site Site, T Form)>> ReadOfSiteAsync<T>(HttpContext context, SiteDirectory sites, JsonTypeInfo<T> type) where T : class, IOfSite
    {
        if (!(await ReadFormAsync(context.Request, type)).TryGet(out T? form, out Problem? problem))
        {
            return problem;
        }

        string? named = context.Request.Query[SiteInQuery.Name];
        if (form.SiteId is { } other && !string.IsNullOrEmpty(named) && other != named)
        {
            return Problem.Invalid(SiteInQuery.Name, "is another in the body than in the address: leave one of them out");
        }

        return (await FindAsync(context, sites, form.SiteId ?? named)).TryGet(out Site? site, out problem) ? (site, form) : problem;
    }

    /// <summary>The caller's site that is named so.</summary>
    public static async Task<OrProblem<Site>> FindAsync(HttpContext context, SiteDirectory sites, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return Problem.Invalid(SiteInQuery.Name, "is required: the id, a domain or an alias of a site");
        }

        return await context.Caller().FindSiteAsync(sites, name, context.RequestAborted) is { } site ? site : Problem.NotFound("site");
    }

    /// <summary>What came of saving, as an answer; faults by the names that these requests have.</summary>
    public static IResult AnswerTo<T>(SaveOutcome<T> outcome, string kind, Func<T, IResult> saved, params (string Field, string Known)[] names)
    {
        return SaveAnswer.Of(
            outcome switch
            {
                SaveOutcome<T>.Invalid invalid => new SaveOutcome<T>.Invalid(Named(invalid.Faults)),
                SaveOutcome<T>.Taken taken => new SaveOutcome<T>.Taken(Named(taken.Faults)),
                _ => outcome,
            },
            kind,
            saved);

        IReadOnlyList<InputFault> Named(IReadOnlyList<InputFault> faults) =>
            [.. faults.Select(fault => Array.Find(names, name => name.Field == fault.Field) is { Known: not null } known ? fault with { Field = known.Known } : fault)];
    }

    private static JsonObject FieldsOf(string text)
    {
        JsonObject fields = [];
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in QueryHelpers.ParseQuery(text))
        {
            string value = values.ToString();
            if (name.EndsWith(']') && name.IndexOf('[', StringComparison.Ordinal) is > 0 and int inner)
            {
                JsonObject map = fields[name[..inner]] as JsonObject ?? [];
                map[name[(inner + 1)..^1]] = value;
                fields[name[..inner]] ??= map;
            }
            else
            {
                fields[name] = value;
            }
        }

        return fields;
    }
}
