using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Reports.Umami;

/// <summary>The account's sites as Umami's websites.</summary>
internal static class UmamiWebsites
{
    public static Task<IResult> List(HttpContext context, SiteBook book) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        string sought = parameters.Text("search") ?? "";
        int page = parameters.Whole("page", 1, 1, 100_000);
        int size = parameters.Whole("pageSize", UmamiVersion.IsThird(context.Request) ? 20 : 10, 1, 1_000);
        _ = parameters.OneOf("orderBy", ("name", 0));
        _ = parameters.OneOf("includeTeams", ("false", 0), ("true", 0)); // there are none
        _ = parameters.OneOf(UmamiVersion.Parameter, ("2", 2), ("3", 3));
        parameters.Check();
        Site[] sites =
        [
            .. (await book.ReadAllAsync(context.Caller().OwnerId, context.RequestAborted))
                .Where(site => site.DeletedAt is null && site.Domains.Append(site.Name).Any(name => name.Contains(sought, StringComparison.OrdinalIgnoreCase))),
        ];
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            foreach (Site site in sites.Skip((page - 1) * size).Take(size))
            {
                Write(writer, site);
            }

            writer.WriteEndArray();
            writer.WriteNumber("count", sites.Length);
            writer.WriteNumber("page", page);
            writer.WriteNumber("pageSize", size);
            writer.WriteString("orderBy", "name");
            writer.WriteEndObject();
        });
    });

    public static Task<IResult> Get(HttpContext context, OwnSite own) => Report.AnswerAsync(() =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        _ = parameters.OneOf(UmamiVersion.Parameter, ("2", 2), ("3", 3));
        parameters.Check();
        return Task.FromResult<IResult>(new JsonAnswer(writer => Write(writer, own.Site)));
    });

    private static void Write(Utf8JsonWriter writer, Site site)
    {
        writer.WriteStartObject();
        writer.WriteString("id", site.Id.Value);
        writer.WriteString("name", site.Name);
        writer.WriteString("domain", site.Domains.Count > 0 ? site.Domains[0] : null);
        writer.WriteNull("shareId");
        writer.WriteNull("resetAt");
        writer.WriteString("userId", site.OwnerId);
        writer.WriteNull("teamId");
        writer.WriteString("createdBy", site.OwnerId);
        writer.WriteString("createdAt", ReportInstant.Write(site.CreatedAt));
        writer.WriteString("updatedAt", ReportInstant.Write(site.UpdatedAt));
        writer.WriteNull("deletedAt");
        writer.WriteStartObject("user");
        writer.WriteString("id", site.OwnerId);
        writer.WriteString("username", site.OwnerId);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
