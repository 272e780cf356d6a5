using System.CommandLine;
using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Erasures;

/// <summary>What <c>analytics erase</c> is to erase: <c>--filter</c>, <c>--import</c> or <c>--everything</c>, and of which days.</summary>
internal sealed class ErasedOptions
{
    private readonly Option<string[]> _filters = new("--filter")
    {
        Description = "A filter in the words of questions, such as '[\"is\",\"visit:source\",[\"spam.example\"]]'; say it again for more, which must all hold.",
        HelpName = "JSON",
    };

    private readonly Option<string?> _import = new("--import") { Description = "What this import brought, of all days.", HelpName = "ID" };
    private readonly Option<bool> _everything = new("--everything") { Description = "Every event that the site has received until now." };
    private readonly Option<string?> _from = new("--from") { Description = "The first day. Default: the first that there is.", HelpName = "yyyy-MM-dd" };
    private readonly Option<string?> _to = new("--to") { Description = "The last day, included. Default: the last that there is.", HelpName = "yyyy-MM-dd" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _filters, _import, _everything, _from, _to })
        {
            command.Add(option);
        }
    }

    /// <exception cref="UsageFault">One of the options is given beside another that stands alone.</exception>
    public void RefuseAny(ParseResult parsed, string alone)
    {
        if (parsed.GetValue(_filters) is { Length: > 0 } || parsed.GetValue(_import) is not null || parsed.GetValue(_everything)
            || parsed.GetValue(_from) is not null || parsed.GetValue(_to) is not null)
        {
            throw new UsageFault($"{alone}: stands alone.");
        }
    }

    /// <summary>The request.</summary>
    /// <exception cref="UsageFault">Nothing is named, or a filter is no JSON.</exception>
    public ReadOnlyMemory<byte> ToBody(ParseResult parsed, bool isPreview)
    {
        string[] filters = parsed.GetValue(_filters) ?? [];
        if (filters.Length == 0 && parsed.GetValue(_import) is null && !parsed.GetValue(_everything))
        {
            throw new UsageFault("--filter: say what is to be erased: --filter, --import or --everything.");
        }

        JsonElement[] trees = [.. filters.Select(Tree)];
        return JsonLine.Bytes(json =>
        {
            if (trees.Length > 0)
            {
                json.WriteStartArray("filters");
                Array.ForEach(trees, tree => tree.WriteTo(json));
                json.WriteEndArray();
            }

            Write(json, "import", parsed.GetValue(_import));
            Write(json, "from", parsed.GetValue(_from));
            Write(json, "to", parsed.GetValue(_to));
            if (parsed.GetValue(_everything))
            {
                json.WriteBoolean("everything", true);
            }

            if (isPreview)
            {
                json.WriteBoolean("preview", true);
            }
        });
    }

    private static JsonElement Tree(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new UsageFault($"--filter: '{text}' is no JSON; write it as '[\"is\",\"visit:source\",[\"spam.example\"]]', in single quotes.");
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
