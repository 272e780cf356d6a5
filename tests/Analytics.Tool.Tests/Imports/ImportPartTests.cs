using Analytics.Store.Inputs;
using System.Text;
using Analytics.Tool.Imports;

namespace Analytics.Tool.Tests.Imports;

public sealed class ImportPartTests
{
    [Fact]
    public void A_line_that_comes_again_in_a_later_part_brings_its_copies_along_so_that_it_counts_as_another()
    {
        var part = new ImportPart(isExport: false, 2, 1000);
        Assert.Equal(["a|b", "a|a|c", "a|a|a"], Parts(part, "a", "b", "a", "c", "a"));
    }

    [Fact]
    public void Copies_within_one_part_are_left_as_they_are() =>
        Assert.Equal(["a|a", "b"], Parts(new ImportPart(isExport: false, 2, 1000), "a", "a", "b"));

    [Fact]
    public void Events_of_an_export_have_ids_of_their_own() =>
        Assert.Equal(["a|b", "a|c"], Parts(new ImportPart(isExport: true, 2, 1000), "a", "b", "a", "c"));

    [Fact]
    public void The_columns_that_a_log_names_stand_above_every_part() =>
        Assert.Equal(["#Fields: x|a|b", "#Fields: x|c|#Fields: y|d", "#Fields: y|e"], Parts(new ImportPart(isExport: false, 2, 1000), "#Fields: x", "a", "b", "c", "#Fields: y", "d", "e"));

    [Fact]
    public void Lines_that_were_sent_are_remembered_for_their_copies_and_for_their_columns()
    {
        var part = new ImportPart(isExport: false, 2, 1000);
        part.Remember("#Fields: x");
        part.Add("a", 2, isSent: true);
        part.Add("a", 3, isSent: false);

        Assert.Equal("#Fields: x|a|a", Text(part.Take().Body));
    }

    [Fact]
    public void Every_line_of_a_part_is_found_again_in_the_file()
    {
        var part = new ImportPart(isExport: false, 2, 1000);
        part.Remember("#Fields: x");
        part.Add("a", 2, isSent: false);
        part.Add("b", 5, isSent: false);

        Assert.Equal([0, 2, 5], part.Take().Numbers);
    }

    [Fact]
    public void Many_bytes_fill_a_part_like_many_lines() =>
        Assert.Equal(["aaaaaa", "b"], Parts(new ImportPart(isExport: true, 100, 5), "aaaaaa", "b"));

    private static List<string> Parts(ImportPart part, params string[] lines)
    {
        List<string> parts = [];
        foreach ((int number, string line) in lines.Index())
        {
            if (line[0] == '#')
            {
                part.Remember(line);
                continue;
            }

            part.Add(line, number + 1, isSent: false);
            if (part.IsFull)
            {
                parts.Add(Text(part.Take().Body));
            }
        }

        if (part.Lines > 0)
        {
            parts.Add(Text(part.Take().Body));
        }

        return parts;
    }

    private static string Text(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span).TrimEnd('\n').Replace('\n', '|');
}
