using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Terms;

/// <summary>
/// The filter that says what is to be erased: comparisons with dimensions of visits and events, joined by <c>and</c>, <c>or</c> and <c>not</c>. What
/// it means must not change between the request and the last day, so it names no goals and segments.
/// </summary>
internal static class ErasedFilter
{
    /// <summary>The longest list, in bytes of UTF-8: every build of a day reads the site's erasures.</summary>
    public const int MaxBytes = 8 * 1024;

    private const string Segments = "`segment` cannot say what is erased, because it can be changed meanwhile: write its filters here";
    private const string Goals = "`event:goal` cannot say what is erased, because a goal can be changed meanwhile: write the event's name or the page here";
    private const string Behaviour = " cannot say what is erased: filter by visits, as [\"is\", \"visit:source\", [\"spam.example\"]], or by events, as [\"contains\", \"event:page\", [\"/wp-\"]]";

    /// <summary>The filter in a list of filters.</summary>
    /// <param name="json">The list, in the words of questions.</param>
    /// <param name="filter">The filter, where true is returned.</param>
    /// <param name="problem">What is wrong, as a sentence for the caller, where false is returned.</param>
    public static bool TryParse(string json, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out string? problem)
    {
        filter = null;
        if (Encoding.UTF8.GetByteCount(json) > MaxBytes)
        {
            problem = "must be at most 8,192 bytes: ask several times";
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement list = document.RootElement;
            problem = list.ValueKind != JsonValueKind.Array ? "must be a list of filters, such as [[\"is\", \"visit:source\", [\"spam.example\"]]]"
                : list.GetArrayLength() == 0 ? "must hold at least one filter: where everything is to be erased, ask with everything: true"
                : Refused(list);
            return problem is null && FilterJson.TryParse(list, SiteTerms.None, out filter, out problem);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            problem = "must be a list of filters of readable text, as JSON";
            return false;
        }
    }

    private static string? Refused(JsonElement trees) => trees.EnumerateArray().Select(RefusedTree).FirstOrDefault(problem => problem is not null);

    private static string? RefusedTree(JsonElement tree)
    {
        if (tree.ValueKind != JsonValueKind.Array || tree.GetArrayLength() < 2 || tree[0].ValueKind != JsonValueKind.String)
        {
            return null; // no filter at all: the parser says so
        }

        return tree[0].GetString() switch
        {
            "has_done" or "has_not_done" => $"`{tree[0].GetString()}`{Behaviour}",
            "and" or "or" when tree[1].ValueKind == JsonValueKind.Array => Refused(tree[1]),
            "not" => RefusedTree(tree[1]),
            _ when tree[1].ValueKind != JsonValueKind.String => null,
            _ when tree[1].ValueEquals("segment") => Segments,
            _ when tree[1].ValueEquals("event:goal") => Goals,
            _ => null,
        };
    }
}
