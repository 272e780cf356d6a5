using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Wire;

/// <summary>
/// The fields of a JSON object that a protocol knows. It finds what is lost otherwise: names that nobody reads, values of another kind,
/// values over their limit. Whether that is refused or only named is the protocol's to say.
/// </summary>
internal sealed class FieldSet
{
    /// <summary>Any names: what reads them judges them, such as properties of the sender's own.</summary>
    public static FieldSet Free { get; } = new();

    private readonly FrozenDictionary<string, Field> _fields;

    // Made once: strangers send as many unknown names as a body holds.
    private readonly string _unknown;

    /// <param name="fields">
    /// A field under each of its names, divided by spaces: <c>d domain</c>. The first of these names that is there is read, wherever it stands in the object.
    /// </param>
    public FieldSet(params ReadOnlySpan<(string Names, FieldKind Kind)> fields)
    {
        Dictionary<string, Field> known = new(StringComparer.Ordinal);
        foreach ((string names, FieldKind kind) in fields)
        {
            string[] all = names.Split(' ');
            for (int i = 0; i < all.Length; i++)
            {
                known.Add(all[i], new Field(kind, all[..i]));
            }
        }

        _fields = known.ToFrozenDictionary(StringComparer.Ordinal);
        _unknown = UnknownField.Problem(known.Keys);
    }

    /// <summary>What cannot be used of an object, in its order.</summary>
    /// <param name="json">The object; of anything else nothing is said.</param>
    /// <param name="lenient">Numbers and flags may be texts, and texts numbers or flags.</param>
    /// <param name="path">What stands before the names: <c>visitor.</c></param>
    public IEnumerable<InputFault> FaultsOf(JsonElement json, bool lenient, string path = "")
    {
        if (json.ValueKind != JsonValueKind.Object || ReferenceEquals(this, Free))
        {
            yield break;
        }

        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!_fields.TryGetValue(member.Name, out Field? field))
            {
                yield return new InputFault(path + member.Name, _unknown);
                continue;
            }

            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (json.Member(field.Before) is not null)
            {
                yield return new InputFault(path + member.Name, "says again what another of its names says");
                continue; // nothing of it is read
            }

            if (field.Kind.ProblemOf(member.Value, lenient) is { } problem)
            {
                yield return new InputFault(path + member.Name, problem);
                continue;
            }

            foreach (InputFault fault in field.Kind.Fields is { } inner ? Within(inner, member, lenient, path) : [])
            {
                yield return fault;
            }
        }
    }

    /// <param name="Kind">What it may hold.</param>
    /// <param name="Before">Its other names that are read rather than this one.</param>
    private sealed record Field(FieldKind Kind, string[] Before);

    private static IEnumerable<InputFault> Within(FieldSet inner, JsonProperty member, bool lenient, string path) =>
        member.Value.ValueKind == JsonValueKind.Array
            ? member.Value.EnumerateArray().SelectMany((item, i) => inner.FaultsOf(item, lenient, string.Create(CultureInfo.InvariantCulture, $"{path}{member.Name}[{i}].")))
            : inner.FaultsOf(member.Value, lenient, path + member.Name + ".");
}
