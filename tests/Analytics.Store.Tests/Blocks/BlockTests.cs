using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Visits;
using Analytics.Store.Blocks.Format;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Store.Tests.Blocks;

public sealed class BlockTests
{
    public static TheoryData<int> Hundreds => [.. Seeds.Some(12)];

    [Theory]
    [MemberData(nameof(Hundreds))]
    public void A_log_gives_its_events_back_as_they_were(int hundred)
    {
        foreach ((LocalDay day, IReadOnlyList<Event> events) in Days(hundred))
        {
            Block block = BlockReader.Open(BlockWriter.Log(day, Shuffled(events, hundred)), "test");
            string[] expected = [.. events.OrderBy(e => e.ReceivedAt).ThenBy(e => e.Id.Value, StringComparer.Ordinal).Select(Text)];
            Assert.Equal(expected, block.ToEvents(events[0].Site).Select(Text));
        }
    }

    [Theory]
    [MemberData(nameof(Hundreds))]
    public void A_sealed_block_says_the_same_as_the_events_that_it_was_made_of(int hundred)
    {
        foreach ((LocalDay day, IReadOnlyList<Event> events) in Days(hundred))
        {
            DayVisits visits = DayVisits.Gather(day, events);
            Assert.Equal(BlockText.Of(Block.Of(visits)), BlockText.Of(BlockReader.Open(BlockWriter.Seal(visits), "test")));
        }
    }

    [Theory]
    [MemberData(nameof(Hundreds))]
    public void A_sealed_block_that_is_read_and_sealed_again_is_the_same_block(int hundred)
    {
        foreach ((LocalDay day, IReadOnlyList<Event> events) in Days(hundred))
        {
            byte[] bytes = BlockWriter.Seal(DayVisits.Gather(day, events));
            Assert.Equal(bytes, BlockWriter.Seal(DayVisits.Gather(day, BlockReader.Open(bytes, "test").ToSealedEvents(events[0].Site))));
        }
    }

    [Theory]
    [MemberData(nameof(Hundreds))]
    public void The_same_events_in_any_order_make_the_same_block(int hundred)
    {
        foreach ((LocalDay day, IReadOnlyList<Event> events) in Days(hundred))
        {
            byte[] one = BlockWriter.Seal(DayVisits.Gather(day, events));
            byte[] other = BlockWriter.Seal(DayVisits.Gather(day, Shuffled(events, hundred)));
            Assert.Equal(one, other);
            Assert.Equal(BlockReader.Open(one, "one").HashContent(), BlockReader.Open(other, "other").HashContent());
        }
    }

    [Fact]
    public void An_event_keeps_its_import_in_a_log_and_in_a_seal()
    {
        Event[] events = [.. new[] { "import-1", null, "import-2", "import-1" }.Select((import, i) =>
            Some.Pageview($"e{i}", "/", Some.Noon.AddSeconds(i), 7) with { Import = import is null ? null : ImportId.Parse(import) })];
        Block log = BlockReader.Open(BlockWriter.Log(Some.Day, events), "log"), seal = BlockReader.Open(BlockWriter.Seal(DayVisits.Gather(Some.Day, events)), "seal");

        Assert.Equal(events.Select(e => e.Import), log.ToEvents(events[0].Site).Select(e => e.Import));
        Assert.Equal(events.Select(e => e.Import), seal.ToSealedEvents(events[0].Site).Select(e => e.Import));
    }

    [Fact]
    public void A_block_of_thousands_of_imports_keeps_each_and_numbers_them_in_the_order_of_its_rows()
    {
        Event[] events = [.. Enumerable.Range(0, 6_000).Select(i =>
            Some.Pageview($"e{i}", "/", Some.Noon.AddSeconds(i), 7) with { Import = i % 5 == 0 ? null : ImportId.Parse($"import-{i * 7 % 4_001}") })];
        Block log = BlockReader.Open(BlockWriter.Log(Some.Day, events), "log");

        Assert.Equal(events.Select(e => e.Import), log.ToEvents(events[0].Site).Select(e => e.Import));
        Assert.Equal(events.Where(e => e.Import is not null).Select(e => e.Import!.Value.Value).Distinct(), log.Columns.Imports);
    }

    [Fact]
    public void A_block_without_imports_reads_none() =>
        Assert.All(BlockReader.Open(BlockWriter.Log(Some.Day, [Some.Pageview("e", "/", Some.Noon)]), "log").ToEvents(Some.Site().Id), e => Assert.Null(e.Import));

    [Fact]
    public void An_empty_day_is_a_block_of_nothing()
    {
        Block block = BlockReader.Open(BlockWriter.Seal(DayVisits.Gather(Some.Day, [])), "test");
        Assert.Equal((BlockKind.Sealed, Some.Day, 0, 0, 0), (block.Kind, block.Day, block.Rows, block.Visits, block.Visitors));
    }

    [Fact]
    public void Nothing_in_a_sealed_block_identifies_a_visitor()
    {
        IReadOnlyList<Event> events = Told.Events("10:00 ann /\n10:01 bob /\n10:02 ann *Signup");
        DayVisits visits = DayVisits.Gather(Some.Day, events);
        string strangers = Convert.ToHexString(BlockWriter.Seal(DayVisits.Gather(Some.Day, events.Select(e => e with
        {
            Id = EventId.Parse("another-" + e.Id.Value),
            Visitor = new(e.Visitor!.Value.Bits ^ 0x0123_4567_89ab_cdef),
        }))));
        Assert.Equal(strangers, Convert.ToHexString(BlockWriter.Seal(visits)));
        _ = Assert.Throws<InvalidOperationException>(() => BlockReader.Open(BlockWriter.Seal(visits), "test").ToEvents(events[0].Site));
    }

    [Fact]
    public void A_key_that_few_events_have_is_found_beside_two_hundred_frequent_ones()
    {
        List<Event> events = [.. Enumerable.Range(0, 600).Select(i => Some.Pageview($"e{i:000}", "/", Some.Noon.AddSeconds(i), (ulong)(i % 7)) with
        {
            Props = new Dictionary<string, string> { [$"key{i % 300}"] = $"v{i}", ["always"] = i % 2 == 0 ? "yes" : "no" },
        })];
        DayVisits visits = DayVisits.Gather(Some.Day, events);
        Assert.Equal(BlockText.Of(Block.Of(visits)), BlockText.Of(BlockReader.Open(BlockWriter.Seal(visits), "test")));
        Assert.Equal(events.Select(Text), BlockReader.Open(BlockWriter.Log(Some.Day, events), "log").ToEvents(events[0].Site).Select(Text));
    }

    private static IEnumerable<(LocalDay Day, IReadOnlyList<Event> Events)> Days(int hundred)
    {
        for (int seed = hundred * 50; seed < (hundred + 1) * 50; seed++)
        {
            foreach (IGrouping<LocalDay, Event> day in new RandomWorld(seed).Raw.GroupBy(e => e.Day))
            {
                // As they come out of the table: what is not there and what is empty are the same.
                IEnumerable<Event> stored = day.Select(e => EventItem.Read(EventItem.Write(e, 1, null)));
                yield return (day.Key, DayEvents.Deduplicate(stored, []));
            }
        }
    }

    private static Event[] Shuffled(IEnumerable<Event> events, int seed)
    {
        Event[] shuffled = [.. events];
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static string Text(Event e) => RequestText.Of(new PutItemRequest { TableName = "t", Item = EventItem.Write(e with { Props = new SortedDictionary<string, string>(e.Props.ToDictionary(), StringComparer.Ordinal) }, 1, null) });
}
