using Analytics.Store.Inputs;
using Analytics.Store.Visits;
using Analytics.Store.Blocks.Format;
using System.Text;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Tests.Blocks;

/// <summary>Blocks as earlier versions wrote them are read for ever: the files in Golden are never written again.</summary>
public sealed class GoldenBlockTests
{
    private static string Folder => Repository.At("tests/Analytics.Store.Tests/Blocks/Golden");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.block").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_stored_block_of_any_version_says_what_it_said(string name)
    {
        Block block = BlockReader.Open(File.ReadAllBytes(Path.Combine(Folder, name + ".block")), name);
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, name + ".txt")), Text(block));
    }

    // A new version of the format gets new files and becomes the subject here; the files of old ones stay.
    [Theory]
    [InlineData("sealed-v1", BlockKind.Sealed)]
    [InlineData("log-v1", BlockKind.Log)]
    [InlineData("sealed-details-v1", BlockKind.Sealed)]
    [InlineData("log-details-v1", BlockKind.Log)]
    [InlineData("sealed-traits-v1", BlockKind.Sealed)]
    [InlineData("log-traits-v1", BlockKind.Log)]
    public void The_same_events_are_still_written_with_the_same_content(string name, BlockKind kind)
    {
        IReadOnlyList<Event> events = name.Contains("details", StringComparison.Ordinal) ? GoldenEvents.Detailed : name.Contains("traits", StringComparison.Ordinal) ? GoldenEvents.Told : GoldenEvents.All;
        string file = Path.Combine(Folder, name + ".block");
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, Write(kind, events));
            File.WriteAllText(Path.Combine(Folder, name + ".txt"), Text(BlockReader.Open(Write(kind, events), name)));
            Assert.Fail("The golden files were not there and have been written: read and commit them.");
        }

        Block golden = BlockReader.Open(File.ReadAllBytes(file), name);
        Assert.Equal(golden.HashContent(), BlockReader.Open(Write(kind, events), "now").HashContent());
    }

    [Theory]
    [InlineData("sealed-v1")]
    [InlineData("log-v1")]
    public void What_senders_did_not_tell_yet_is_not_set_in_a_block_of_that_time(string name)
    {
        Block block = BlockReader.Open(File.ReadAllBytes(Path.Combine(Folder, name + ".block")), name);
        foreach (string dimension in new[] { "visit:locale", "visit:timezone", "visit:device_manufacturer", "visit:device_model", "visit:screen_density" })
        {
            TextColumn shown = ((PropertyDimension)KnownDimensions.Find(dimension)!).Show(block);
            Assert.All(shown.Ids, id => Assert.Equal("(not set)", shown.Values[id]));
        }
    }

    [Fact]
    public void Details_cost_a_block_nothing_where_nobody_tells_them()
    {
        byte[] without = Write(BlockKind.Sealed, GoldenEvents.All), with = Write(BlockKind.Sealed, GoldenEvents.Detailed);

        Assert.Equal(without, Write(BlockKind.Sealed, [.. GoldenEvents.Detailed.Select(e => e with { Client = e.Client with { Details = ClientDetails.None } })]));
        Assert.InRange(with.Length - without.Length, 1, 500); // five texts of 60 events
    }

    [Fact]
    public void What_is_told_of_people_costs_a_block_nothing_where_nobody_is_told_of()
    {
        byte[] without = Write(BlockKind.Sealed, GoldenEvents.All);

        Assert.Equal(without, Write(BlockKind.Sealed, [.. GoldenEvents.Told.Select(e => e with { Traits = null })]));
        Assert.InRange(Write(BlockKind.Sealed, GoldenEvents.Told).Length - without.Length, 1, 200);
    }

    [Theory]
    [InlineData(BlockKind.Log)]
    [InlineData(BlockKind.Sealed)]
    public void What_is_told_of_people_is_read_back_as_it_was_written(BlockKind kind)
    {
        Block block = BlockReader.Open(Write(kind, GoldenEvents.Told), "told");
        IReadOnlyList<Event> back = kind == BlockKind.Log ? block.ToEvents(Some.Site().Id) : block.ToSealedEvents(Some.Site().Id);
        DayVisits visits = DayVisits.Gather(Some.Day, GoldenEvents.Told);
        IEnumerable<Event> kept = kind == BlockKind.Log ? GoldenEvents.Told : visits.Visits.SelectMany(visit => visit.Span.ToArray()).Concat(visits.Unvisited);

        Assert.Equal(
            kept.Where(e => e.Traits is not null).Select(e => $"{e.UserId} {e.Traits!.ToText()}").Order(StringComparer.Ordinal),
            back.Where(e => e.Traits is not null).Select(e => $"{e.UserId} {e.Traits!.ToText()}").Order(StringComparer.Ordinal));
    }

    private static byte[] Write(BlockKind kind, IReadOnlyList<Event> events) =>
        kind == BlockKind.Sealed ? BlockWriter.Seal(DayVisits.Gather(Some.Day, events)) : BlockWriter.Log(Some.Day, events);

    private static string Text(Block block)
    {
        var text = new StringBuilder(BlockText.Of(block)).Append('\n').Append(block.HashContent()).Append('\n');
        TextColumn told = block.Columns.Text(BlockField.Traits);
        foreach (int row in Enumerable.Range(0, block.Rows).Where(row => told[row].Length > 0))
        {
            _ = text.Append(row).Append(' ').AppendLine(told[row]);
        }

        if (block.Kind == BlockKind.Log)
        {
            foreach (Event e in block.ToEvents(Some.Site().Id))
            {
                _ = text.Append(e.Id).Append(' ').Append(e.Visitor).Append(' ').AppendLine(e.ReceivedAt.ToString("O"));
            }
        }

        return text.Replace("\r\n", "\n").ToString();
    }
}
