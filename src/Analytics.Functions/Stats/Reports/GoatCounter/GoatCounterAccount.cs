using System.Globalization;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>Who asks, and the account's sites.</summary>
internal static class GoatCounterAccount
{
    // Bits of GoatCounter's.
    private const int Counts = 2, ReadsSites = 8, ReadsStatistics = 64;

    public static async Task<IResult> Me(HttpContext context, SiteBook book)
    {
        Caller caller = context.Caller();
        IReadOnlyList<Site> sites = await OfAsync(context, book);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("user");
            writer.WriteNumber("id", GoatCounterForm.NumberOf("user " + (caller.Email ?? caller.OwnerId)));
            writer.WriteNumber("site", sites.Count > 0 ? IdOf(sites[0]) : 0);
            writer.WriteString("email", caller.Email ?? "");
            writer.WriteBoolean("email_verified", caller.Email is not null);
            writer.WriteBoolean("totp_enabled", false);
            writer.WriteStartObject("access");
            writer.WriteString("all", caller.May(Scopes.Admin) ? "a" : "r");
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteStartObject("token");
            writer.WriteString("name", caller.Program ?? "");
            writer.WriteNumber("permissions", ReadsSites | ReadsStatistics | (caller.May(Scopes.Ingest) ? Counts : 0));
            writer.WriteStartArray("sites");
            foreach (Site site in sites)
            {
                writer.WriteNumberValue(IdOf(site));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    public static async Task<IResult> Sites(HttpContext context, SiteBook book, ReportReader reports)
    {
        IReadOnlyList<Site> sites = await OfAsync(context, book);
        LocalDay?[] first = await Task.WhenAll(sites.Select(site => reports.FirstDayAsync(site, context.RequestAborted)));
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("sites");
            foreach ((Site site, LocalDay? begun) in sites.Zip(first))
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", IdOf(site));
                writer.WriteNull("parent");
                writer.WriteString("cname", site.Domains.Count > 0 ? site.Domains[0] : null);
                writer.WriteNull("cname_setup_at");
                writer.WriteString("code", site.Id.Value);
                writer.WriteString("link_domain", site.Domains.Count > 0 ? site.Domains[0] : "");
                writer.WriteStartObject("setttings"); // so spelt in GoatCounter, and by its clients
                writer.WriteString("public", site.Settings.PublicDashboard ? "public" : "private");
                writer.WriteNumber("data_retention", site.Settings.DataRetentionDays);
                writer.WriteEndObject();
                writer.WriteBoolean("received_data", begun is not null);
                writer.WriteString("state", "a");
                writer.WriteString("created_at", Instant(site.CreatedAt));
                writer.WriteString("updated_at", Instant(site.UpdatedAt));
                writer.WriteString("first_hit_at", Instant(begun is { } day ? site.Calendar.StartOf(day) : site.CreatedAt)); // of the day, and never null there
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static long IdOf(Site site) => GoatCounterForm.NumberOf("site " + site.Id.Value);

    private static async Task<IReadOnlyList<Site>> OfAsync(HttpContext context, SiteBook book) =>
        [.. (await book.ReadAllAsync(context.Caller().OwnerId, context.RequestAborted)).Where(site => site.DeletedAt is null)];

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
