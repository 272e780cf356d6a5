using Analytics.Store.Inputs;
using Analytics.Store.Visits;
using Analytics.Store.Blocks.Format;
using System.Text;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;

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
    public void The_same_events_are_still_written_with_the_same_content(string name, BlockKind kind)
    {
        string file = Path.Combine(Folder, name + ".block");
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, Write(kind));
            File.WriteAllText(Path.Combine(Folder, name + ".txt"), Text(BlockReader.Open(Write(kind), name)));
            Assert.Fail("The golden files were not there and have been written: read and commit them.");
        }

        Block golden = BlockReader.Open(File.ReadAllBytes(file), name);
        Assert.Equal(golden.HashContent(), BlockReader.Open(Write(kind), "now").HashContent());
    }

    private static byte[] Write(BlockKind kind) =>
        kind == BlockKind.Sealed ? BlockWriter.Seal(DayVisits.Gather(Some.Day, GoldenEvents.All)) : BlockWriter.Log(Some.Day, GoldenEvents.All);

    private static string Text(Block block)
    {
        var text = new StringBuilder(BlockText.Of(block)).Append('\n').Append(block.HashContent()).Append('\n');
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
