using System.Diagnostics;
using Analytics.Engine.Reading;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Functions.Configuration;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Reads;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats.Reports;

/// <summary>
/// Asks the questions of reports, all of one report together and within the deployment's budget. Reports compute nothing: they write what
/// this answers in the form that their clients read.
/// </summary>
internal sealed class ReportReader(StatsReader reader, TermsReader terms, DayReader days, Settings settings, TimeProvider clock)
{
    /// <summary>The present.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The answers, in the order of the questions; all of them describe the same events.</summary>
    /// <exception cref="AnalyticsInputException">It takes more than the deployment's budget.</exception>
    public async Task<IReadOnlyList<StatsResult>> AskAsync(HttpContext context, Site site, params IReadOnlyList<StatsQuery> questions)
    {
        long began = Stopwatch.GetTimestamp();
        StatsReading reading = await reader.OpenAsync(site, questions, context.RequestAborted);
        var allowed = new ReadBudget { Bytes = settings.QueryBytes };
        ReadPlan plan = reading.PlanFor(allowed);
        IReadOnlyList<StatsResult> results = await reading.ReadAsync(allowed, context.RequestAborted);
        ExplainJson.Tell(context, plan, reading.Cost, Stopwatch.GetElapsedTime(began));
        StatsWarnings.Tell(context.Response, results);
        return results;
    }

    /// <summary>Tells what an answer took that was not given here, where that is asked for.</summary>
    public static void Explain(HttpContext context, ReadReceipt receipt) => ExplainJson.Tell(context, receipt.Plan!, receipt.Cost, TimeSpan.Zero);

    /// <summary>The answer to a single question.</summary>
    /// <exception cref="AnalyticsInputException">As above.</exception>
    public async Task<StatsResult> AskOneAsync(HttpContext context, Site site, StatsQuery question) => (await AskAsync(context, site, question))[0];

    /// <summary>The site's goals and segments; read only where a report names any.</summary>
    public Task<SiteTerms> TermsAsync(Site site, CancellationToken cancellation) => terms.ReadAsync(site, cancellation);

    /// <summary>The first day that the site has data of; null where it has none.</summary>
    public async Task<LocalDay?> FirstDayAsync(Site site, CancellationToken cancellation) => await days.FindFirstAsync(site, cancellation);
}
