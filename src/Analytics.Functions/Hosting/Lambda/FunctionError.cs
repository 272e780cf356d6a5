using System.Buffers;
using System.Text.Json;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// The report of a failure to Lambda, which logs it and passes it to dead-letter queues. It contains no message of an unexpected
/// exception, because that may quote the request: type and stack are enough to find the fault.
/// </summary>
/// <param name="Type">A name to count by.</param>
/// <param name="Message">For a person; free of input.</param>
/// <param name="Stack">Where, innermost first; may be empty.</param>
internal sealed record FunctionError(string Type, string Message, IReadOnlyList<string> Stack)
{
    /// <summary>Of an invocation.</summary>
    public static FunctionError Of(Exception failure) => failure is InvocationException known
        ? new FunctionError(known.Kind, known.Message, [])
        : new FunctionError(failure.GetType().Name, "Unforeseen: the log has the place. The message is left out, because it may quote the request.", StackOf(failure));

    /// <summary>Of the start, where there is no request yet that a message could quote: settings are named, their values are not.</summary>
    public static FunctionError AtStart(Exception failure) => failure is AnalyticsInputException input
        ? new FunctionError("SettingsError", "These settings cannot be used: " + string.Join("; ", input.Faults.Select(f => $"{f.Field} {f.Problem}")), [])
        : new FunctionError(failure.GetType().Name, failure.Message, StackOf(failure));

    /// <summary>In the form of the Runtime API.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("errorMessage", Message);
            json.WriteString("errorType", Type);
            json.WriteStartArray("stackTrace");
            foreach (string line in Stack)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string[] StackOf(Exception failure) =>
        (failure.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
