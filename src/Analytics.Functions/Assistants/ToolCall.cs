using System.Text;
using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Assistants;

/// <summary>A call of a tool: its arguments, what is wrong with them, and the product's routes, asked in the caller's name.</summary>
internal sealed class ToolCall
{
    private readonly IReadOnlyDictionary<string, JsonElement> _arguments;
    private readonly HttpContext _context;
    private readonly OwnRoutes _own;
    private readonly List<InputFault> _faults = [];

    public ToolCall(AssistantTool tool, IDictionary<string, JsonElement> arguments, HttpContext context, OwnRoutes own)
    {
        (_context, _own) = (context, own);

        // Assistants write null for what they have nothing to say about.
        _arguments = arguments.Where(a => a.Value.ValueKind != JsonValueKind.Null).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        string[] known = [.. tool.Arguments.Select(a => a.Name)];
        foreach (string name in _arguments.Keys.Except(known))
        {
            Fault(name, UnknownField.Problem(known));
        }

        foreach (string name in tool.Arguments.Where(a => a.IsRequired && !_arguments.ContainsKey(a.Name)).Select(a => a.Name))
        {
            Fault(name, "is required");
        }
    }

    /// <summary>Whether something is wrong with what was read so far.</summary>
    public bool HasFaults => _faults.Count > 0;

    public void Fault(string argument, string problem) => _faults.Add(new InputFault(argument, problem));

    /// <summary>Every fault so far, in the words of the HTTP API.</summary>
    public ToolAnswer Refusal() => Refusal(Problem.Invalid(_faults));

    /// <summary>A refusal in the words of the HTTP API.</summary>
    public static ToolAnswer Refusal(Problem problem) => new(false, Encoding.UTF8.GetString(problem.ToJson()));

    /// <summary>An argument as it came; null where it is absent.</summary>
    public JsonElement? Find(string name) => _arguments.TryGetValue(name, out JsonElement value) ? value : null;

    /// <summary>A text; null where it is absent, and with a fault where it is none.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Fault(name, "must be a text that is not empty");
        return null;
    }

    /// <summary>The site's name, to stand in an address.</summary>
    public string SiteInAddress()
    {
        string name = Text(ToolArgument.Site.Name) ?? "";
        if (name.Contains('/', StringComparison.Ordinal))
        {
            Fault(ToolArgument.Site.Name, "must be the id, a domain or an alias of a site");
        }

        return name;
    }

    /// <summary>Which rows: 20 from the first by default, at most 100.</summary>
    public (int Limit, int Offset) Rows() => (Whole(ToolArgument.Limit.Name, 20, 1, 100), Whole(ToolArgument.Offset.Name, 0, 0, int.MaxValue));

    private int Whole(string name, int standard, int min, int max)
    {
        if (Find(name) is not { } value)
        {
            return standard;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= min && number <= max)
        {
            return number;
        }

        Fault(name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}"));
        return standard;
    }

    /// <summary>Asks a route with GET.</summary>
    /// <param name="path">Its address.</param>
    /// <param name="answer">Makes the tool's answer of the route's. A refusal is passed on as it is.</param>
    /// <param name="query">Parameters.</param>
    public async Task<ToolAnswer> GetAsync(string path, Func<JsonElement, ToolAnswer> answer, QueryString query = default) =>
        Read(await _own.AskAsync(_context, HttpMethods.Get, path, query, default), answer);

    /// <summary>Asks a route with POST.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<ToolAnswer> PostAsync(string path, ReadOnlyMemory<byte> json, Func<JsonElement, ToolAnswer> answer, QueryString query = default) =>
        Read(await _own.AskAsync(_context, HttpMethods.Post, path, query, json), answer);

    private static ToolAnswer Read(OwnAnswer own, Func<JsonElement, ToolAnswer> answer)
    {
        if (!own.IsGood)
        {
            return new ToolAnswer(false, Encoding.UTF8.GetString(own.Json.Span));
        }

        using JsonDocument json = JsonDocument.Parse(own.Json);
        return answer(json.RootElement);
    }
}
