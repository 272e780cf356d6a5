using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Recording;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Inputs;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Ingest;

namespace Analytics.Engine.Tests.Erasing;

/// <summary>Erasing somebody: from days in every state, with proof, and for good.</summary>
public sealed class EraserTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(DayRanges.TargetRows)]
    [InlineData(10)]
    public async Task Somebody_is_erased_of_days_in_every_state_and_the_numbers_of_the_others_stay(int rowsPerRange)
    {
        ErasedTable table = await ErasedTable.CreateAsync(rowsPerRange);
        Assert.Equal(await table.Table.AnswerAsync(table.Events), await table.Table.AnswerAsync());
        Assert.NotEmpty(table.Traces());

        Erasure asked = await table.AskAsync();
        table.Table.Clock.Advance(Later);
        List<ErasureWork> works = await table.EraseAsync();

        Assert.All(works, w => Assert.Equal(DayOutcome.Done, w.Outcome));
        Assert.Empty(table.Traces());
        Assert.Equal(await table.Table.AnswerAsync(table.Rest()), await table.Table.AnswerAsync());
        Erasure done = await table.ErasureAsync();
        Assert.Equal((asked.Id, ErasureState.Finished, 4, 0), (done.Id, done.State, done.DaysChanged, done.DaysLeft));
        Assert.Equal(table.Events.Count - table.Rest().Count, done.Events);
        Assert.True(done.LookedAt is { Days: > 4, RawEvents: > 0, Blocks: > 2, Rows: > 0 });
        Assert.Empty(table.Table.Items("JOBS"));
        foreach (LocalDay day in new[] { ErasedTable.Closed, ErasedTable.Sealed, ErasedTable.Over, ErasedTable.Open })
        {
            Assert.Empty(await table.Table.UnlistedAsync(day));
        }
    }

    [Fact]
    public async Task An_instance_that_remembers_sealed_days_remembers_nobody_who_was_erased()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        using var memory = new ReadMemory(64 << 20);
        Assert.Equal(await table.Table.AnswerAsync(table.Events), await table.Table.AnswerAsync(table.Table.Reader(memory)));

        _ = await table.AskAsync();
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        Assert.Equal(await table.Table.AnswerAsync(table.Rest()), await table.Table.AnswerAsync(table.Table.Reader(memory)));
    }

    [Fact]
    public async Task Days_that_are_open_leave_them_out_at_once()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        _ = await table.AskAsync();

        string[] answer = await OpenDaysAsync(table, null), expected = await OpenDaysAsync(table, table.Rest());

        Assert.Equal(expected, answer);
        Assert.NotEqual(await OpenDaysAsync(table, table.Events), answer);
    }

    [Fact]
    public async Task Nothing_is_begun_before_every_instance_can_know()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        _ = await table.AskAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(1.9));

        Assert.Empty(await table.EraseAsync());
        Assert.Equal(ErasureState.Waiting, (await table.ErasureAsync()).State);
    }

    [Fact]
    public async Task What_they_do_afterwards_counts_and_what_they_did_before_never_comes_back()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        _ = await table.AskAsync();
        List<Event> afterwards = [.. ErasedTable.Of(ErasedTable.Open, 800).Select(e => e with { Time = e.Time.AddHours(1.2), ReceivedAt = e.Time.AddHours(1.2) })];
        Assert.All(afterwards, e => Assert.True(e.Time > ErasedTable.Asked));
        await table.StoreAsync(afterwards);
        table.Table.Clock.Advance(TimeSpan.FromMinutes(20));
        _ = await table.EraseAsync();

        // A retry, a log loaded again, an anonymous page of the same visit that arrives late; then the day's seal and its audit.
        List<Event> again = [.. table.Events.Except(table.Rest()).Where(e => e.Day >= ErasedTable.Over).Select(e => e with { ReceivedAt = ErasedTable.Asked.AddMinutes(21) })];
        await table.Table.StoreAsync(again);
        List<Event> rest = table.Rest();
        Assert.Contains(rest, e => e.UserId == ErasedTable.Ada);
        foreach (double hours in new[] { 0.5, 14, 42, 44, 60 })
        {
            table.Table.Clock.Set(Some.Noon.AddHours(1.5 + hours));
            Assert.All(await table.Table.RunAsync(), work => Assert.False(work.IsAlarm, work.ToString()));
            Assert.Equal(await table.Table.AnswerAsync(rest), await table.Table.AnswerAsync());
        }

        Assert.Equal(DayState.Sealed, (await table.Table.DayAsync(ErasedTable.Open))!.State);
    }

    [Fact]
    public async Task The_recorder_takes_nothing_of_before_and_all_of_afterwards()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        Hit hit = Some.Hit() with { UserId = ErasedTable.Ada, Time = ErasedTable.Asked.AddHours(-2), ReceivedAt = ErasedTable.Asked.AddMinutes(1), Salt = null };
        _ = await table.AskAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(1));
        var site = await table.Table.SiteAsync();
        Recorder recorder = table.Table.Recorder();

        async Task<HitOutcome> Record(Hit one) => Assert.Single(await recorder.RecordManyAsync(site, [one with { Site = site }], CancellationToken.None));

        Assert.Equal(DropReason.Erased, Assert.IsType<HitOutcome.Dropped>(await Record(hit)).Reason);
        Assert.IsType<HitOutcome.Accepted>(await Record(hit with { UserId = "bob" }));
        Assert.IsType<HitOutcome.Accepted>(await Record(hit with { Time = ErasedTable.Asked.AddSeconds(1) }));
    }

    [Fact]
    public async Task A_visitor_of_one_day_can_be_erased_while_the_day_has_raw_events()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        var bob = table.Events.First(e => e.UserId == "bob").Visitor!.Value;
        Assert.Contains(table.Events, e => e.Visitor == bob && e.Day == ErasedTable.Sealed);
        var site = await table.Table.SiteAsync();
        ErasureSubject subject = ErasureSubject.Parse(null, bob.ToString(), ErasedTable.Sealed.ToString());
        Assert.NotNull(await table.Table.Eraser().AskAsync(site, subject, "key", CancellationToken.None));
        Assert.Null(await table.Table.Eraser().AskAsync(site, new ErasureSubject.Visitor(bob, ErasedTable.Closed), "key", CancellationToken.None));

        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        List<Event> rest = table.Events.FindAll(e => e.Day != ErasedTable.Sealed || e.Visitor != bob);
        Assert.Equal(await table.Table.AnswerAsync(rest), await table.Table.AnswerAsync());
        Assert.DoesNotContain(table.Table.Items("#RAW#" + ErasedTable.Sealed), i => RawItem.Read(i).Any(e => e.Visitor == bob));
        Assert.Equal(1, (await table.ErasureAsync()).LookedAt.Days);
    }

    [Fact]
    public async Task An_import_is_erased_of_days_in_every_state_and_all_else_stays()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        var site = await table.Table.SiteAsync();
        _ = await table.Table.Eraser().AskAsync(site, new ErasureSubject.Import(ErasedTable.Log), "key", CancellationToken.None);
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        List<Event> rest = table.Events.FindAll(e => e.Import != ErasedTable.Log);
        Assert.Equal(4, table.Events.Except(rest).Select(e => e.Day).Distinct().Count());
        Assert.Equal(await table.Table.AnswerAsync(rest), await table.Table.AnswerAsync());
        Erasure done = await table.ErasureAsync();
        Assert.Equal((ErasureKind.Import, ErasureState.Finished, 4), (done.Kind, done.State, done.DaysChanged));
        Assert.Equal(table.Events.Count - rest.Count, done.Events);
    }

    [Fact]
    public async Task Everything_is_erased_of_days_in_every_state_and_what_comes_afterwards_counts()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        var site = await table.Table.SiteAsync();
        ErasurePreview preview = (await table.Table.Eraser().PreviewAsync(site, new ErasureSubject.Everything(), TimeSpan.FromSeconds(50), CancellationToken.None))!;
        Assert.Equal((4, true), (preview.Days, preview.IsComplete));
        Assert.Equal(table.Met().Count, preview.Events); // what answers count; what they do not count goes too

        _ = await table.Table.Eraser().AskAsync(site, new ErasureSubject.Everything(), "key", CancellationToken.None);
        table.Table.Clock.Advance(Later);
        List<Event> afterwards = [.. ErasedTable.Of(ErasedTable.Open, 800).Select(e => e with { ReceivedAt = ErasedTable.Asked.AddMinutes(1) })];
        await table.Table.StoreAsync(afterwards);
        _ = await table.EraseAsync();

        Assert.Equal(await table.Table.AnswerAsync(afterwards), await table.Table.AnswerAsync());
        Erasure done = await table.ErasureAsync();
        Assert.Equal((ErasureKind.Everything, ErasureState.Finished, 4), (done.Kind, done.State, done.DaysChanged));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task What_has_no_name_is_erased_also_when_the_secret_of_names_is_lost(bool ofPerson, bool isFinished)
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        ErasureSubject subject = ofPerson ? new ErasureSubject.User(ErasedTable.Ada) : new ErasureSubject.Import(ErasedTable.Log);
        _ = await table.Table.Eraser().AskAsync(await table.Table.SiteAsync(), subject, "key", CancellationToken.None);
        _ = await table.Table.Client.DeleteItemAsync("salts", new() { ["pk"] = new("SALT#" + table.Table.Site.Id.Value), ["sk"] = new("ERASURES") });
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();

        Erasure erasure = await table.ErasureAsync();
        Assert.Equal((isFinished, isFinished), (erasure.State == ErasureState.Finished, erasure.Fault is null));
        List<Event> rest = isFinished ? table.Events.FindAll(e => e.Import != ErasedTable.Log) : table.Events;
        Assert.Equal(await table.Table.AnswerAsync(rest), await table.Table.AnswerAsync());
    }

    [Fact]
    public async Task A_preview_that_could_not_search_a_day_to_its_end_does_not_call_itself_complete()
    {
        ErasedTable table = await ErasedTable.CreateAsync(rowsPerRange: 10);
        var site = await table.Table.SiteAsync();
        var everything = new ErasureSubject.Everything();
        Assert.True((await table.Table.Eraser().PreviewAsync(site, everything, TimeSpan.FromSeconds(50), CancellationToken.None))!.IsComplete);
        string named = (await table.Table.DayAsync(ErasedTable.Sealed))!.Blocks[0].Id.ToString();
        await table.Table.RemoveAsync(table.Table.Items("#BLOCKS#" + ErasedTable.Sealed).First(item => item["sk"].S.StartsWith(named, StringComparison.Ordinal)));

        ErasurePreview preview = (await table.Table.Eraser().PreviewAsync(site, everything, TimeSpan.FromSeconds(50), CancellationToken.None))!;

        Assert.Equal((3, false), (preview.Days, preview.IsComplete)); // the other days are counted
        Assert.False((await table.Table.Eraser().PreviewAsync(site, everything, TimeSpan.Zero, CancellationToken.None))!.IsComplete);
    }

    [Fact]
    public async Task A_day_that_somebody_is_building_is_left_alone_until_they_are_done()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        DayStore store = table.Table.Engine().Stored;
        Day day = (await table.Table.DayAsync(ErasedTable.Sealed))!;
        table.Table.Clock.Advance(Later);
        _ = await store.ChangeAsync(day, day with { Claim = new DayClaim(BuildId.Parse("other"), 1, 0, default, table.Table.Clock.GetUtcNow().AddMinutes(5)) }, CancellationToken.None);
        table.Table.Clock.Set(ErasedTable.Asked);
        _ = await table.AskAsync();
        table.Table.Clock.Advance(Later);

        Assert.Contains(await table.EraseAsync(), w => w is { Outcome: DayOutcome.Busy } && w.Day == ErasedTable.Sealed);
        Assert.Equal(ErasureState.Running, (await table.ErasureAsync()).State);
        table.Table.Clock.Advance(TimeSpan.FromMinutes(6));
        _ = await table.EraseAsync();
        Assert.Empty(table.Traces());
    }

    [Fact]
    public async Task A_day_that_was_sealed_again_without_them_is_audited_a_day_later()
    {
        ErasedTable table = await ErasedTable.CreateAsync();
        foreach (var marker in table.Table.Items("ACTIVE#"))
        {
            await table.Table.RemoveAsync(marker); // only the erasure itself may ask for the audit
        }

        _ = await table.AskAsync();
        table.Table.Clock.Advance(Later);
        _ = await table.EraseAsync();
        Day sealedAgain = (await table.Table.DayAsync(ErasedTable.Sealed))!;
        Assert.Equal((table.Table.Clock.GetUtcNow(), null), (sealedAgain.SealedAt, sealedAgain.AuditedAt));

        foreach (TimeSpan later in new[] { TimeSpan.FromMinutes(10), NextStep.AuditAfter })
        {
            table.Table.Clock.Advance(later);
            Assert.All(await table.Table.RunAsync(), work => Assert.False(work.IsAlarm, work.ToString()));
        }

        Day audited = (await table.Table.DayAsync(ErasedTable.Sealed))!;
        Assert.NotNull(audited.AuditedAt);
        Assert.Equal((0L, sealedAgain.ContentHash), (audited.Drift, audited.ContentHash));
    }

    [Theory]
    [InlineData("ada", "v", null, "userId")]
    [InlineData(null, null, null, "userId")]
    [InlineData("", null, null, "userId")]
    [InlineData(null, "v", null, "day")]
    [InlineData(null, "v", "10.3.2026", "day")]
    [InlineData("ada", null, "2026-03-10", "day")]
    public void Who_is_to_be_erased_must_be_named_clearly(string? user, string? visitor, string? day, string field) =>
        Assert.Contains(Assert.Throws<AnalyticsInputException>(() => ErasureSubject.Parse(user, visitor, day)).Faults, f => f.Field == field);

    private static async Task<string[]> OpenDaysAsync(ErasedTable table, IEnumerable<Event>? events) =>
        [.. (events is null ? await table.Table.AnswerAsync() : await table.Table.AnswerAsync(events)).Split('\n').Where(line => line.StartsWith(ErasedTable.Over.ToString(), StringComparison.Ordinal) || line.StartsWith(ErasedTable.Open.ToString(), StringComparison.Ordinal))];
}
