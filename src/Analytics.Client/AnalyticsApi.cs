using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Analytics.Client.Events;
using Analytics.Client.Http;
using Analytics.Client.Questions;
using Analytics.Client.Reports;
using Analytics.Client.Sites;

namespace Analytics.Client;

/// <summary>Asks an Analytics server about a site, and sends it events. Safe for use by many at once; make one and keep it.</summary>
/// <remarks>
/// Every method throws an <see cref="AnalyticsException"/> where the server refuses, a <see cref="HttpRequestException"/> where it cannot be
/// reached, and an <see cref="OperationCanceledException"/> where it is cancelled or takes too long. What is answered 429 or 503, or not at
/// all, is sent again within <see cref="AnalyticsApiOptions.Attempts"/>; nothing counts twice by it.
/// </remarks>
public sealed class AnalyticsApi : IDisposable
{
    private const int LongestPage = 10_000;
    private const int LongestList = 1_000;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly Wire _wire;

    /// <param name="options">Where the server is. Later changes of it have no effect.</param>
    /// <param name="http">Sends the requests, and is not disposed of; null: one of the client's own, with a time-out of 100 seconds for each attempt.</param>
    /// <param name="clock">Tells when events happen, and measures pauses; null: the system's.</param>
    /// <exception cref="ArgumentException">The options cannot be used; every fault is named.</exception>
    public AnalyticsApi(AnalyticsApiOptions options, HttpClient? http = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Site = options.Site;
        _ownsHttp = http is null;
        _http = http ?? new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        _wire = new Wire(_http, clock ?? TimeProvider.System, options.Endpoint!, options.Key, new Patience(options.Attempts, options.FirstPause, options.LongestPause));
    }

    private AnalyticsApi(AnalyticsApi other, string site) => (Site, _http, _wire) = (site, other._http, other._wire);

    /// <summary>The site that is asked about and sent to.</summary>
    public string Site { get; }

    /// <summary>The same client for another site of the key's account. It lives as long as this one, and need not be disposed of.</summary>
    /// <param name="site">The site's id, one of its domains or an alias.</param>
    public AnalyticsApi At(string site)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(site);
        return new AnalyticsApi(this, site);
    }

    /// <summary>Answers a question.</summary>
    public async Task<QueryAnswer> QueryAsync(Question question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        return (await _wire.AskAsync("/api/v2/query", QuestionJson.Default.QueryAnswer, question.Body(Site), cancellation).ConfigureAwait(false)).Named(question);
    }

    /// <summary>
    /// All rows of a question from its offset on, page by page: its limit is the length of a page. Each page is a question of its own, so
    /// events that come meanwhile may move a row.
    /// </summary>
    public async IAsyncEnumerable<QueryRow> RowsAsync(Question question, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        int length = question.Limit ?? LongestPage;
        for (int offset = question.Offset; ; offset += length)
        {
            QueryAnswer answer = await QueryAsync(question with { Limit = length, Offset = offset }, cancellation).ConfigureAwait(false);
            foreach (QueryRow row in answer.Rows)
            {
                yield return row;
            }

            if (answer.Rows.Count < length)
            {
                yield break;
            }
        }
    }

    /// <summary>A report that is a list, or one page of it.</summary>
    /// <param name="report">A name of <see cref="ReportName"/>, or another that the server knows: <c>vitals/breakdown</c>.</param>
    /// <param name="options">What it is about; null: the server's defaults.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<Report> ReportAsync(string report, ReportOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(report);
        JsonElement answer = await _wire.AskAsync((options ?? new ReportOptions()).Address(Site, report), ReportJson.Default.JsonElement, null, cancellation).ConfigureAwait(false);
        return new Report(answer);
    }

    /// <summary>All rows of a report that comes in pages, page by page: its limit is the length of a page. A course of time has no pages.</summary>
    /// <param name="report">As above.</param>
    /// <param name="options">As above; <see cref="ReportOptions.Page"/> is the first page that is read.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async IAsyncEnumerable<ReportRow> ReportRowsAsync(string report, ReportOptions? options = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ReportOptions asked = options ?? new ReportOptions();
        int length = asked.Limit ?? LongestList;
        for (int page = asked.Page ?? 1; ; page++)
        {
            Report answer = await ReportAsync(report, asked with { Limit = length, Page = page }, cancellation).ConfigureAwait(false);
            foreach (ReportRow row in answer.Rows)
            {
                yield return row;
            }

            if (answer.Rows.Count < length)
            {
                yield break;
            }
        }
    }

    /// <summary>The figures of a range, and how much they have changed against as many days before.</summary>
    public Task<SiteFigures> FiguresAsync(ReportOptions? options = null, CancellationToken cancellation = default) =>
        _wire.AskAsync((options ?? new ReportOptions()).Address(Site, "stats"), ReportJson.Default.SiteFigures, null, cancellation);

    /// <summary>The visitors with an event in the last five minutes. A server counts at most once in five seconds.</summary>
    public async Task<long> CurrentVisitorsAsync(CancellationToken cancellation = default) =>
        (await _wire.AskAsync(Address.OfSite(Site, "realtime").ToString(), ReportJson.Default.CurrentVisitors, null, cancellation).ConfigureAwait(false)).Visitors;

    /// <summary>What happens on the site at this moment. A server looks at most once in two seconds.</summary>
    public async Task<Now> NowAsync(CancellationToken cancellation = default) =>
        (await _wire.AskAsync($"/api/v2/realtime/{Address.Part(Site)}", ReportJson.Default.NowMessage, null, cancellation).ConfigureAwait(false)).Data ?? new Now();

    /// <summary>How many get from step to step of a saved funnel.</summary>
    /// <param name="name">What the funnel is called.</param>
    /// <param name="range">What time it is about.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="AnalyticsException">404: the site has no such funnel.</exception>
    public async Task<FunnelAnswer> FunnelAsync(string name, DateRange range, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(range);
        IReadOnlyList<Funnel> saved = await FunnelsAsync(cancellation).ConfigureAwait(false);
        Funnel funnel = saved.FirstOrDefault(funnel => funnel.Name == name)
            ?? throw new AnalyticsException(404, $"The site has no funnel '{name}'.", saved.Count == 0 ? "It has none." : $"It has {string.Join(", ", saved.Select(known => $"'{known.Name}'"))}.");
        string address = Address.OfSite(Site, $"funnels/{Address.Part(funnel.Id)}/report").With("date_range", range.ToString()).ToString();
        return await _wire.AskAsync(address, FunnelJson.Default.FunnelAnswer, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>The site's saved funnels, by name.</summary>
    public async Task<IReadOnlyList<Funnel>> FunnelsAsync(CancellationToken cancellation = default) =>
        (await _wire.AskAsync(Address.OfSite(Site, "funnels").ToString(), SiteJson.Default.FunnelList, null, cancellation).ConfigureAwait(false)).Funnels ?? [];

    /// <summary>The site's goals, by name.</summary>
    public async Task<IReadOnlyList<Goal>> GoalsAsync(CancellationToken cancellation = default) =>
        (await _wire.AskAsync(Address.OfSite(Site, "goals").ToString(), SiteJson.Default.GoalList, null, cancellation).ConfigureAwait(false)).Goals ?? [];

    /// <summary>The site's notes, in the order of their days.</summary>
    /// <param name="from">The first day; null: from the beginning.</param>
    /// <param name="to">The last day, included; null: to the end.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<IReadOnlyList<Annotation>> AnnotationsAsync(DateOnly? from = null, DateOnly? to = null, CancellationToken cancellation = default) =>
        (await _wire.AskAsync(Days("annotations", from, to).ToString(), SiteJson.Default.AnnotationList, null, cancellation).ConfigureAwait(false)).Annotations ?? [];

    /// <summary>All sites of the key's account.</summary>
    public async Task<IReadOnlyList<Site>> SitesAsync(CancellationToken cancellation = default) =>
        (await _wire.AskAsync("/api/v2/sites", SiteJson.Default.SiteList, null, cancellation).ConfigureAwait(false)).Sites ?? [];

    /// <summary>The site's events as they are stored, each as the JSON of its line, day after day. Asks for as many parts as there are, as the reader gets to them. Needs the scope <c>admin</c>.</summary>
    /// <param name="from">The first day, of the site.</param>
    /// <param name="to">The last day, included, at most 400 days later.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="AnalyticsException">400 in the middle: a day was closed or rewritten meanwhile; begin that day again.</exception>
    public async IAsyncEnumerable<string> ExportAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (string? cursor = ""; cursor is not null;)
        {
            string address = Days("export", from, to).With("format", "ndjson").With("cursor", cursor.Length == 0 ? null : cursor).ToString();
            using HttpResponseMessage part = await _wire.SendAsync(address, "application/x-ndjson", null, cancellation).ConfigureAwait(false);
            using var lines = new StreamReader(await part.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
            while (await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                if (line.Length > 0)
                {
                    yield return line;
                }
            }

            cursor = part.Headers.TryGetValues("x-analytics-next", out IEnumerable<string>? next) ? next.First() : null;
        }
    }

    /// <summary>
    /// Sends events, 500 and 4 MB at most in a request, and tells what became of each. Where it throws, some may be stored: send the same
    /// objects again, and each counts once.
    /// </summary>
    /// <param name="events">The events, any number of them.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<IngestAnswer> SendAsync(IReadOnlyList<IngestEvent> events, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new Batches(_wire, Site).SendAsync(events, cancellation);
    }

    /// <summary>Ends the client's own connections. One that was given stays as it is.</summary>
    public void Dispose()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private Address Days(string below, DateOnly? from, DateOnly? to) => Address.OfSite(Site, below)
        .With("from", from?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        .With("to", to?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
