using System.Buffers;
using System.Text.Json;

namespace Analytics.Functions.Http;

/// <summary>
/// Numbers for CloudWatch, as lines of its embedded metric format: what is printed becomes metrics, without a call and without a cost
/// but the metric's own. Without dimensions, so that a deployment has a handful of metrics however many functions and sites it has.
/// </summary>
/// <param name="output">Where lines that CloudWatch reads go; null where CloudWatch does not read them: none are written then.</param>
/// <param name="space">The namespace.</param>
/// <param name="clock">When.</param>
internal sealed class Metrics(Stream? output, string space, TimeProvider clock)
{
    /// <summary>Whether anybody reads them.</summary>
    public bool IsOn => output is not null;

    /// <summary>Prints a line with all of them. Units are CloudWatch's: <c>Count</c>, <c>Seconds</c>.</summary>
    public void Write(params ReadOnlySpan<(string Name, string Unit, double Value)> values)
    {
        if (output is null)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", clock.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", space);
            json.WriteStartArray("Dimensions");
            json.WriteStartArray();
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            foreach ((string name, string unit, _) in values)
            {
                json.WriteStartObject();
                json.WriteString("Name", name);
                json.WriteString("Unit", unit);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            foreach ((string name, _, double value) in values)
            {
                json.WriteNumber(name, value);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        lock (output)
        {
            output.Write(buffer.WrittenSpan);
            output.Flush();
        }
    }
}
