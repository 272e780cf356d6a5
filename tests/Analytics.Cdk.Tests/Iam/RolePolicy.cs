using Analytics.Functions.Configuration;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Analytics.Cdk.Tests.Iam;

/// <summary>
/// What a function's role may do, read from the template and decided as IAM decides: nothing unless a statement allows it, and nothing that
/// one denies. It knows the conditions that the template uses and fails on any other.
/// </summary>
public sealed class RolePolicy
{
    private readonly JsonObject _template;
    private readonly JsonNode[] _statements;

    private RolePolicy(JsonObject template, string role)
    {
        _template = template;
        _statements = [.. Templates.All(template, "AWS::IAM::Policy")
            .Where(policy => policy.Value["Roles"]!.AsArray().Any(r => Templates.Text(r!["Ref"]) == role))
            .SelectMany(policy => policy.Value["PolicyDocument"]!["Statement"]!.AsArray()).Select(s => s!)];
        Assert.Null(template["Resources"]![role]!["Properties"]!["ManagedPolicyArns"]);
    }

    /// <summary>The role of the function that serves a role of the server.</summary>
    public static RolePolicy Of(JsonObject template, string serverRole) =>
        new(template, Templates.Text(Templates.Function(template, serverRole)["Role"]!["Fn::GetAtt"]![0]));

    /// <summary>All actions that any statement allows.</summary>
    public IEnumerable<string> Actions => _statements.SelectMany(statement => Texts(statement["Action"]));

    /// <summary>Whether a call is allowed.</summary>
    public bool Allows(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        JsonNode[] about = [.. _statements.Where(statement => Speaks(statement, call))];
        return about.Any(s => Templates.Text(s["Effect"]) == "Allow") && !about.Any(s => Templates.Text(s["Effect"]) == "Deny");
    }

    private bool Speaks(JsonNode statement, Call call) =>
        Texts(statement["Action"]).Any(action => Like(action, call.Action))
        && Resources(statement["Resource"]!).Any(resource => Like(resource, call.Resource))
        && (statement["Condition"]?.AsObject() ?? []).All(condition => Holds(condition.Key, condition.Value!.AsObject(), call));

    private static bool Holds(string test, JsonObject about, Call call) => about.All(pair => (test, pair.Key) switch
    {
        // Of no keys, all are like anything: that is how IAM has it, and why Null stands beside it.
        ("ForAllValues:StringLike", "dynamodb:LeadingKeys") => call.LeadingKeys.All(key => Texts(pair.Value).Any(pattern => Like(pattern, key))),
        ("ForAllValues:StringNotLike", "dynamodb:LeadingKeys") => call.LeadingKeys.All(key => !Texts(pair.Value).Any(pattern => Like(pattern, key))),
        ("Null", "dynamodb:LeadingKeys") => Templates.Text(pair.Value) == (call.LeadingKeys.Length == 0 ? "true" : "false"),
        ("StringEquals", "kms:ViaService") => false,
        _ => throw new NotSupportedException($"{test} {pair.Key}"),
    });

    private IEnumerable<string> Resources(JsonNode node) => node is JsonArray several ? several.Select(one => Name(one!)) : [Name(node)];

    // A resource by its id in the template without the hash at its end: Events, Events/index/gsi1.
    private string Name(JsonNode node) => node switch
    {
        JsonValue text => text.GetValue<string>(),
        JsonObject o when o["Fn::GetAtt"] is JsonArray attribute => Word(Templates.Text(attribute[0])),
        JsonObject o when o["Ref"] is { } reference => Word(Templates.Text(reference)),
        JsonObject o when o["Fn::Join"] is JsonArray join => string.Concat(join[1]!.AsArray().Select(part => Name(part!))),
        _ => throw new NotSupportedException(node.ToJsonString()),
    };

    private string Word(string id) => _template["Resources"]!.AsObject().ContainsKey(id) ? Regex.Replace(id, "[0-9A-F]{8}$", "") : id;

    private static IEnumerable<string> Texts(JsonNode? node) => node is JsonArray several ? several.Select(Templates.Text) : [Templates.Text(node)];

    private static bool Like(string pattern, string text) =>
        Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$", RegexOptions.Singleline);
}
