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

    private readonly FrozenDictionary<string, (FieldKind Kind, int Place)> _fields;
    private readonly string _names;

    /// <param name="fields">A field under each of its names, divided by spaces: <c>d domain</c>. The first name that is there is read.</param>
    public FieldSet(params ReadOnlySpan<(string Names, FieldKind Kind)> fields)
    {
        Dictionary<string, (FieldKind, int)> known = new(StringComparer.Ordinal);
        int place = 0;
        foreach ((string names, FieldKind kind) in fields)
        {
            foreach (string name in names.Split(' '))
            {
                known.Add(name, (kind, place));
            }

            place++;
        }

        _fields = known.ToFrozenDictionary(StringComparer.Ordinal);
        _names = string.Join(", ", known.Keys);
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

        HashSet<int>? seen = null;
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!_fields.TryGetValue(member.Name, out (FieldKind Kind, int Place) field))
            {
                yield return new InputFault(path + member.Name, $"is unknown: leave it out. Known are {_names}");
                continue;
            }

            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (!(seen ??= []).Add(field.Place))
            {
                yield return new InputFault(path + member.Name, "says again what another of its names says");
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

    private static IEnumerable<InputFault> Within(FieldSet inner, JsonProperty member, bool lenient, string path) =>
        member.Value.ValueKind == JsonValueKind.Array
            ? member.Value.EnumerateArray().SelectMany((item, i) => inner.FaultsOf(item, lenient, string.Create(CultureInfo.InvariantCulture, $"{path}{member.Name}[{i}].")))
            : inner.FaultsOf(member.Value, lenient, path + member.Name + ".");
}
