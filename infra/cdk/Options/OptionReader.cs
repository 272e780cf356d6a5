using Analytics.Store.Inputs;
using System.Globalization;

namespace Analytics.Cdk.Options;

/// <summary>
/// Takes options out of the CDK's context one by one, and gathers what is wrong with them. A value comes as text from the command line and
/// as a boolean or a number from cdk.json. Empty text counts as not given.
/// </summary>
internal sealed class OptionReader(IReadOnlyDictionary<string, object?> context)
{
    private readonly List<OptionFault> _faults = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<OptionFault> Faults => _faults;

    public string? Text(string name)
    {
        _ = _known.Add(name);
        return context.GetValueOrDefault(name) switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() is { } text && text.Trim().Length > 0 ? text.Trim() : null,
        };
    }

    public bool Flag(string name, bool usual) => Text(name) switch
    {
        null => usual,
        "true" => true,
        "false" => false,
        var other => Fault(name, $"must be true or false, not '{other}'", usual),
    };

    public T Choice<T>(string name, T usual, IReadOnlyDictionary<string, T> choices)
        where T : notnull
    {
        string? text = Text(name);
        return text is null ? usual
            : choices.TryGetValue(text, out T? chosen) ? chosen
            : Fault(name, $"must be one of {string.Join(", ", choices.Keys)}, not '{text}'", usual);
    }

    public long? Whole(string name, long least, long most)
    {
        string? text = Text(name);
        return text is null ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most ? value
            : Fault(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}, not '{text}'"), (long?)null);
    }

    public string? Shape(string name, Func<string, bool> fits, string remedy)
    {
        string? text = Text(name);
        return text is null || fits(text) ? text : Fault(name, $"{remedy}, not '{text}'", (string?)null);
    }

    public void Require(bool holds, string name, string remedy)
    {
        if (!holds)
        {
            _ = Fault(name, remedy, 0);
        }
    }

    /// <summary>Names that nobody reads are slips of the pen, but for the CDK's own, which have a colon, an at sign or a slash in them.</summary>
    public void RefuseUnknown()
    {
        foreach (string name in context.Keys.Where(name => !_known.Contains(name) && name.IndexOfAny([':', '@', '/']) < 0).Order(StringComparer.Ordinal))
        {
            string nearest = _known.MinBy(known => Distance(known, name))!;
            _ = Fault(name, Distance(nearest, name) <= 3 ? $"is no option: did you mean {nearest}?" : $"is no option; there are {string.Join(", ", _known)}", 0);
        }
    }

    private T Fault<T>(string name, string remedy, T instead)
    {
        _faults.Add(new OptionFault(name, remedy));
        return instead;
    }

    // Levenshtein's, by rows.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= b.Length; j++)
            {
                int change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? diagonal : diagonal + 1;
                (diagonal, row[j]) = (row[j], Math.Min(change, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
