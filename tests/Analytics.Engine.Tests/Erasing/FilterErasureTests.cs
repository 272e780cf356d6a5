using Analytics.Engine.Erasing;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Drops;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Testing.Oracle;

namespace Analytics.Engine.Tests.Erasing;

/// <summary>Erasing what a filter meets: exactly that, from days in every state, as an oracle sees it that has never had those events.</summary>
public sealed class FilterErasureTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(3);

    public static TheoryData<string> Filters() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task What_a_filter_meets_is_erased_of_days_in_every_state_and_nothing_else(string name)
    {
        (string json, OracleFilter[] oracle) = All[name];
        ErasedTable table = await ErasedTable.CreateAsync(name.Length % 2 == 0 ? 10 : DayRanges.TargetRows);
        List<Event> met = table.Met(oracle);
        List<Event> rest = [.. table.Events.Except(met)];
        Assert.Equal(4, met.Select(e => e.Day).Distinct().Count());
        Assert.Equal(4, rest.Select(e => e.Day).Distinct().Count());

        table.Subject = new ErasureSubject.Matching(json);
        ErasurePreview preview = await PreviewAsync(table);
        Assert.Equal((4, met.Count, true), (preview.Days, preview.Events, preview.IsComplete));
        _ = await table.AskAsync();
        Assert.Equal(await table.Table.AnswerAsync(table.Events), await table.Table.AnswerAsync()); // it counts until its day is done
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        Assert.Equal(await table.Table.AnswerAsync(rest), await table.Table.AnswerAsync());
        Assert.Empty(table.Named(met));
        Erasure done = await table.ErasureAsync();
        Assert.Equal((ErasureKind.Filter, ErasureState.Finished, 4, 0), (done.Kind, done.State, done.DaysChanged, done.DaysLeft));
        Assert.Equal(met.Count, done.Events);
        Assert.True(done.LookedAt is { Days: > 4, RawEvents: > 0, Blocks: > 0, Rows: > 0 });

        // Asked again of what is left, this one would take more: it must be asked once.
        _ = table.Events.RemoveAll(met.Contains);
        Assert.Equal(name == "entry or page", table.Met(oracle).Count > 0);
    }

    [Fact]
    public async Task What_is_left_has_the_numbers_of_an_oracle_that_never_had_the_rest()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        table.Subject = new ErasureSubject.Matching(All["entry or page"].Json);
        List<Event> rest = [.. table.Events.Except(table.Met(All["entry or page"].Oracle))];
        _ = await table.AskAsync();
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        string[] metrics = ["visitors", "visits", "pageviews", "events", "bounce_rate"];
        LocalDay first = ErasedTable.Closed, last = ErasedTable.Open;
        var oracle = new StatsOracle(rest, new OracleClock((new LocalDay(1970, 1, 1), table.Table.Site.Calendar.ZoneOf(last))), table.Table.Clock.GetUtcNow(), first, [], new Dictionary<int, OracleFilter[]>());
        OracleAnswer expected = oracle.Answer(new OracleQuestion { Metrics = metrics, DateRange = [first.ToString(), last.ToString()], Dimensions = ["time:day"] });
        StatsQuery query = Assert.IsType<StatsQueryOutcome.Accepted>(StatsQuery.Create(
            [.. metrics.Select(m => KnownMetrics.Find(m)!)], StatsRange.OfDays(table.Table.Site.Calendar, first, last)!, [KnownDimensions.Find("time:day")!])).Query;
        StatsResult answer = Assert.Single(await table.Table.Reader().ReadAsync(await table.Table.SiteAsync(), [query], CancellationToken.None));

        Assert.Equal(4, expected.Rows.Count);
        Assert.Equal(
            expected.Rows.Select(row => string.Join(' ', row.Values.Concat(row.Numbers.Select(n => n.Shown)))),
            answer.Rows.Select(row => string.Join(' ', row.Dimensions.Concat(row.Metrics.Select(m => OracleNumber.Text(m.Rounded))))));
    }

    [Fact]
    public async Task A_preview_counts_each_day_and_changes_nothing()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        table.Subject = new ErasureSubject.Matching(All["source"].Json, ErasedTable.Sealed, ErasedTable.Over);
        List<string> before = table.Table.Keys();
        List<Event> met = [.. table.Met(All["source"].Oracle).Where(e => e.Day == ErasedTable.Sealed || e.Day == ErasedTable.Over)];

        ErasurePreview preview = await PreviewAsync(table);

        Assert.Equal(before, table.Table.Keys());
        Assert.Equal([ErasedTable.Sealed, ErasedTable.Over], preview.ByDay.Select(day => day.Day));
        Assert.All(preview.ByDay, day =>
        {
            Event[] own = [.. met.Where(e => e.Day == day.Day)];
            Assert.Equal((own.Length, own.Count(e => e.Name == EventName.Pageview)), (day.Events, day.Pageviews));
            Assert.Equal(own.Where(e => e.Visitor is not null).Select(e => e.Visitor).Distinct().Count(), day.Visitors);
            Assert.Equal(day.Visitors, day.Visits); // each of them came once
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_some_days_only_those_lose_events(bool isFilter)
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        table.Subject = isFilter
            ? new ErasureSubject.Matching(All["page"].Json, ErasedTable.Closed, ErasedTable.Sealed)
            : new ErasureSubject.Everything(ErasedTable.Closed, ErasedTable.Sealed);
        HashSet<Event> met = [.. isFilter ? table.Met(All["page"].Oracle) : table.Events];
        List<Event> rest = table.Events.FindAll(e => e.Day > ErasedTable.Sealed || !met.Contains(e));
        Assert.Equal([ErasedTable.Closed, ErasedTable.Sealed], (await PreviewAsync(table)).ByDay.Select(day => day.Day));

        _ = await table.AskAsync();
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        Assert.Equal(await table.Table.AnswerAsync(rest), await table.Table.AnswerAsync());
        Erasure done = await table.ErasureAsync();
        Assert.Equal((ErasureState.Finished, 2, ErasedTable.Closed, ErasedTable.Sealed), (done.State, done.DaysChanged, done.From, done.To));
        Assert.Equal(2, done.LookedAt.Days);
    }

    [Fact]
    public async Task What_is_received_after_the_request_counts_though_the_filter_meets_it()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        table.Subject = new ErasureSubject.Matching(All["page"].Json);
        List<Event> rest = [.. table.Events.Except(table.Met(All["page"].Oracle))];
        _ = await table.AskAsync();
        List<Event> late = [.. new[] { ErasedTable.Sealed, ErasedTable.Over, ErasedTable.Open }.SelectMany((day, i) => ErasedTable.Of(day, 900 + (40 * i)).Take(9))
            .Select(e => e with { ReceivedAt = ErasedTable.Asked.AddSeconds(1) })];
        await table.StoreAsync(late);
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        Assert.Equal(await table.Table.AnswerAsync(rest.Concat(late)), await table.Table.AnswerAsync());

        // Sealed and audited, it holds.
        foreach (double hours in new[] { 3, 15, 45, 47 })
        {
            table.Table.Clock.Set(Some.Noon.AddHours(hours));
            Assert.All(await table.Table.RunAsync(), work => Assert.False(work.IsAlarm, work.ToString()));
        }

        Assert.Equal(await table.Table.AnswerAsync(rest.Concat(late)), await table.Table.AnswerAsync());
    }

    [Fact]
    public async Task The_same_event_sent_again_does_not_come_back_while_its_day_takes_events()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        table.Subject = new ErasureSubject.Matching(All["page"].Json);
        Event erased = table.Met(All["page"].Oracle).First(e => e.Day == ErasedTable.Open);
        _ = await table.AskAsync();
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(1));
        string before = await table.Table.AnswerAsync();

        Site site = await table.Table.SiteAsync();
        HitOutcome[] outcomes = [.. await table.Table.Recorder().ImportAsync(site, [erased, erased with { Id = EventId.Parse("another") }], CancellationToken.None)];

        Assert.Equal(DropReason.Erased, Assert.IsType<HitOutcome.Dropped>(outcomes[0]).Reason);
        _ = Assert.IsType<HitOutcome.Accepted>(outcomes[1]); // of the same kind, and new
        Assert.NotEqual(before, await table.Table.AnswerAsync());
    }

    [Fact]
    public async Task A_copy_beyond_midnight_does_not_count_in_the_place_of_the_erased_one()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        DateTimeOffset midnight = table.Table.Site.Calendar.EndOf(ErasedTable.Over);
        Event first = Some.Pageview("twice", "/p1", midnight.AddSeconds(-30)) with { Day = ErasedTable.Over };
        Event copy = first with { Time = midnight.AddSeconds(30), ReceivedAt = midnight.AddSeconds(30), Day = ErasedTable.Open };
        await table.StoreAsync([first, copy]);
        table.Subject = new ErasureSubject.Matching(All["page"].Json, ErasedTable.Over, ErasedTable.Over);
        List<Event> met = table.Met(All["page"].Oracle).FindAll(e => e.Day == ErasedTable.Over);
        Assert.Contains(first, met);
        _ = await table.AskAsync();
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        List<Event> rest = [.. table.Events.Except(met).Except([copy])];
        Assert.Equal(await table.Table.AnswerAsync(rest), await table.Table.AnswerAsync());
    }

    [Fact]
    public async Task Two_filters_one_after_the_other_take_what_each_meets()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        List<Event> all = [.. table.Events];
        foreach (string name in new[] { "country", "page" })
        {
            table.Subject = new ErasureSubject.Matching(All[name].Json);
            _ = await table.AskAsync();
            table.Table.Clock.Advance(TimeSpan.FromSeconds(1));
            List<Event> met = table.Met(All[name].Oracle); // of what those before it leave
            _ = table.Events.RemoveAll(met.Contains);
        }

        Assert.InRange(table.Events.Count, 1, all.Count - 10);
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();
        Assert.Equal(await table.Table.AnswerAsync(table.Events), await table.Table.AnswerAsync());
        Assert.Empty(table.Table.Items("JOBS"));
    }

    [Theory]
    [InlineData("[]", "everything: true")]
    [InlineData("{}", "list of filters")]
    [InlineData("[[\"is\",\"event:goal\",[\"Signup\"]]]", "`event:goal`")]
    [InlineData("[[\"not\",[\"is\",\"segment\",[1]]]]", "`segment`")]
    [InlineData("[[\"and\",[[\"has_done\",[\"is\",\"event:name\",[\"Signup\"]]]]]]", "`has_done`")]
    [InlineData("[[\"is\",\"time:day\",[\"2026-03-10\"]]]", "no filter")]
    [InlineData("[[\"is\",\"visit:source\",[]]]", "at least one value")]
    public async Task A_filter_that_cannot_say_what_is_erased_is_refused_with_words(string json, string words)
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        table.Subject = new ErasureSubject.Matching(json);

        AnalyticsInputException refused = await Assert.ThrowsAsync<AnalyticsInputException>(table.AskAsync);

        InputFault fault = Assert.Single(refused.Faults);
        Assert.Equal("filters", fault.Field);
        Assert.Contains(words, fault.Problem, StringComparison.Ordinal);
        _ = await Assert.ThrowsAsync<AnalyticsInputException>(() => PreviewAsync(table));
    }

    internal static readonly Dictionary<string, (string Json, OracleFilter[] Oracle)> All = new()
    {
        ["source"] = ("""[["is","visit:source",["spam.example"]]]""", [OracleFilter.Leaf("is", "visit:source", [ErasedTable.Spammer])]),
        ["page"] = ("""[["contains","event:page",["/p1","/p3"]]]""", [OracleFilter.Leaf("contains", "event:page", ["/p1", "/p3"])]),
        ["country"] = ("""[["is","visit:country",["DE"]],["is","event:name",["pageview"]]]""",
            [OracleFilter.Leaf("is", "visit:country", ["DE"]), OracleFilter.Leaf("is", "event:name", ["pageview"])]),
        ["entry or page"] = ("""[["or",[["is","event:page",["/p2","/p4"]],["is","visit:entry_page",["/p5"]]]]]""",
            [OracleFilter.Of("or", OracleFilter.Leaf("is", "event:page", ["/p2", "/p4"]), OracleFilter.Leaf("is", "visit:entry_page", ["/p5"]))]),
        ["not"] = ("""[["not",["is","visit:source",["Google"]]],["is_not","event:name",["Signup"]]]""",
            [OracleFilter.Of("not", OracleFilter.Leaf("is", "visit:source", ["Google"])), OracleFilter.Leaf("is_not", "event:name", ["Signup"])]),
    };

    private static async Task<ErasurePreview> PreviewAsync(ErasedTable table) =>
        (await table.Table.Eraser().PreviewAsync(await table.Table.SiteAsync(), table.Subject, TimeSpan.FromSeconds(50), CancellationToken.None))!;
}
