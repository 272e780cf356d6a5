using System.Text.RegularExpressions;

namespace Analytics.Functions.Assistants;

/// <summary>Names and what they mean, as a table of Markdown has them.</summary>
internal sealed partial class MeaningTable
{
    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);

    private MeaningTable()
    {
    }

    /// <summary>In the order of the document.</summary>
    public IEnumerable<(string Name, string Meaning)> All => _meanings.Select(m => (m.Key, m.Value));

    /// <summary>What a name means; null where it is unknown. <c>45d</c> is an <c>Nd</c>, and any property means what one does.</summary>
    public string? Find(string name) =>
        _meanings.GetValueOrDefault(name) ?? _meanings.GetValueOrDefault(Number().Replace(name, "N"))
        ?? (name.StartsWith("event:props:", StringComparison.Ordinal) ? _meanings.FirstOrDefault(m => m.Key.StartsWith("event:props:", StringComparison.Ordinal)).Value : null);

    /// <summary>The tables whose first column has this heading, together.</summary>
    public static MeaningTable Of(string[] lines, string heading)
    {
        var table = new MeaningTable();
        string[]? headings = null;
        foreach (string line in lines)
        {
            string[] cells = line.StartsWith("| ", StringComparison.Ordinal) ? [.. line[2..].Split('|').Select(cell => Link().Replace(cell.Trim(), "$1"))] : [];
            if (cells.Length == 0)
            {
                headings = line.StartsWith("|---", StringComparison.Ordinal) ? headings : null;
            }
            else if (headings is null)
            {
                headings = cells;
            }
            else if (headings[0] == heading)
            {
                table.Add(headings, cells);
            }
        }

        return table;
    }

    private void Add(string[] headings, string[] cells)
    {
        string meaning = cells[1];
        for (int i = 2; i < cells.Length; i++)
        {
            meaning += cells[i].Length == 0 ? "" : headings[i].Length == 0 ? $". {cells[i]}" : $". {headings[i]}: {cells[i]}";
        }

        string prefix = "";
        foreach (string name in Name().Matches(cells[0]).Select(m => m.Groups[1].Value))
        {
            // Of a row's names only the first may say whose they are: `visit:utm_source`, `utm_medium`.
            int colon = name.LastIndexOf(':');
            prefix = colon >= 0 ? name[..(colon + 1)] : prefix;
            _meanings[colon >= 0 ? name : prefix + name] = meaning;
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("^[0-9]+(?=d$|mo$)")]
    private static partial Regex Number();
}
