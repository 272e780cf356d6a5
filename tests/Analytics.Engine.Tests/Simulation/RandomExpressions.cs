using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Engine.Tests.Simulation;

/// <summary>The expressions of one request, with their names and values; now and then a wrong one.</summary>
internal sealed class RandomExpressions(Random random, Func<string, AttributeValue> valueFor)
{
    private static readonly string[] Attributes = ["n", "m", "text", "list", "map", "bytes", "flag"];
    private Dictionary<string, string>? _names;
    private Dictionary<string, AttributeValue>? _values;

    /// <summary>Of what was made until now. Sometimes one too many, or one too few.</summary>
    public Dictionary<string, string>? Names => _names;

    public Dictionary<string, AttributeValue>? Values => _values;

    private bool Chance(int percent) => random.Next(100) < percent;

    private string Pick(params string[] of) => of[random.Next(of.Length)];

    private string Name(string name)
    {
        (_names ??= [])["#" + name] = name;
        if (Chance(1))
        {
            _names["#unused"] = "unused";
        }

        return "#" + name;
    }

    private string Value(AttributeValue value)
    {
        _values ??= [];
        string word = string.Create(CultureInfo.InvariantCulture, $":v{_values.Count}");
        _values[Chance(99) ? word : ":unused"] = value;
        return word;
    }

    public string Condition(int depth = 2) => random.Next(depth > 0 ? 13 : 9) switch
    {
        0 => $"attribute_exists({Path()})",
        1 => $"attribute_not_exists({Path()})",
        2 => $"begins_with({Name("text")}, {Value(valueFor("text"))})",
        3 => $"size({Name(Pick("text", "list", "map", "bytes"))}) {Compare()} {Value(new AttributeValue { N = Pick("0", "1", "2") })}",
        4 => Between(),
        5 when Pick(Attributes) is var a => $"{Name(a)} IN ({string.Join(", ", Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Value(valueFor(a))))})",
        6 or 7 when Pick("n", "m", "text") is var a => $"{Name(a)} {Compare()} {Value(valueFor(a))}",
        8 when Pick(Attributes) is var a => $"{Name(a)} {Pick("=", "<>", "<")} {Value(valueFor(a))}",
        9 => $"NOT {Condition(depth - 1)}",
        10 => $"({Condition(depth - 1)})",
        11 => $"{Condition(depth - 1)} AND {Condition(depth - 1)}",
        12 => $"{Condition(depth - 1)} OR {Condition(depth - 1)}",
        _ => $"{Name("n")} {Compare()} {Name("m")}",
    };

    public string Update()
    {
        List<string> sets = [], removes = [], adds = [];
        foreach (string attribute in Attributes.Where(_ => Chance(35)))
        {
            switch (random.Next(4))
            {
                case 0:
                    removes.Add(Chance(80) ? Name(attribute) : PathIn(attribute));
                    break;
                case 1 when attribute is "n" or "m":
                    adds.Add($"{Name(attribute)} {Value(valueFor(attribute))}");
                    break;
                default:
                    sets.Add($"{(Chance(85) ? Name(attribute) : PathIn(attribute))} = {Right(attribute)}");
                    break;
            }
        }

        if (sets.Count + removes.Count + adds.Count == 0 || Chance(2))
        {
            sets.Add($"{Name(Pick("text", "text", "text", "sk"))} = {Value(valueFor("text"))}"); // may overlap with another, or be the key
        }

        List<string> clauses = [];
        Add("SET", sets);
        Add("REMOVE", removes);
        Add("ADD", adds);
        return string.Join(' ', clauses);

        void Add(string clause, List<string> parts)
        {
            if (parts.Count > 0)
            {
                clauses.Add($"{clause} {string.Join(", ", parts)}");
            }
        }
    }

    public string Projection() => string.Join(", ", Attributes.Where(_ => Chance(40)).Prepend("pk").Select(Name));

    public string KeyCondition(string partition, Func<string> sort)
    {
        string key = $"{Name("pk")} = {Value(new AttributeValue(partition))}";
        return random.Next(6) switch
        {
            0 => key,
            1 => $"{key} AND begins_with({Name("sk")}, {Value(new AttributeValue(sort()))})",
            2 or 3 => $"{key} AND {Name("sk")} BETWEEN {Value(new AttributeValue(sort()))} AND {Value(new AttributeValue(sort()))}",
            4 => $"{Name("sk")} {Pick("=", "<", "<=", ">", ">=")} {Value(new AttributeValue(sort()))} AND {key}",
            _ => $"{key} AND {Name(Chance(90) ? "sk" : "n")} {Pick("=", "<", "<=", ">", ">=")} {Value(new AttributeValue(sort()))}",
        };
    }

    private string Compare() => Pick("=", "<>", "<", "<=", ">", ">=");

    private string Between() => Pick("n", "m", "text") is var a && a == "text"
        ? $"{Name(a)} BETWEEN {Value(new AttributeValue("a"))} AND {Value(new AttributeValue(Pick("ab", "b")))}"
        : $"{Name(a)} BETWEEN {Value(new AttributeValue { N = Pick("-1", "0", "1") })} AND {Value(new AttributeValue { N = Pick("1", "2", "100") })}";

    private string Path() => Pick(Attributes) is var a && Chance(70) ? Name(a) : PathIn(a);

    private string PathIn(string attribute) => attribute == "list"
        ? string.Create(CultureInfo.InvariantCulture, $"{Name("list")}[{random.Next(4)}]")
        : $"{Name("map")}.{Name(Pick("n", "text", "list"))}";

    private string Right(string attribute) => attribute switch
    {
        "n" or "m" => random.Next(4) switch
        {
            0 => $"{Name(attribute)} {Pick("+", "-")} {Value(valueFor("n"))}",
            1 => $"if_not_exists({Name(attribute)}, {Value(valueFor("n"))}) {Pick("+", "-")} {Value(valueFor("m"))}",
            2 => $"if_not_exists({Name(Pick("n", "m"))}, {Value(valueFor("n"))})",
            _ => Value(valueFor("n")),
        },
        "list" when Chance(60) => $"list_append({(Chance(50) ? Name("list") : $"if_not_exists({Name("list")}, {Value(new AttributeValue { L = [] })})")}, {Value(valueFor("list"))})",
        _ => Chance(80) ? Value(valueFor(attribute)) : Name(Pick(Attributes)),
    };
}
