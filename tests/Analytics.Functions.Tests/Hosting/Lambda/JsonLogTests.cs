using System.Text;
using System.Text.Json;
using Analytics.Functions.Hosting.Lambda;
using Microsoft.Extensions.Logging;

namespace Analytics.Functions.Tests.Hosting.Lambda;

public sealed class JsonLogTests
{
    [Fact]
    public void An_exceptions_kind_and_place_are_logged_and_its_message_and_the_scopes_are_not()
    {
        using var output = new MemoryStream();
        using var provider = new JsonLog(output, new ManualClock(Some.Noon));
        ILogger log = provider.CreateLogger("Somewhere");
        using (log.BeginScope("RequestPath:/private"))
        {
            try
            {
                throw new InvalidOperationException("203.0.113.5 said this");
            }
            catch (InvalidOperationException failure)
            {
                log.Log(LogLevel.Error, default, "first line\nsecond line", failure, (text, _) => text);
            }
        }

        string[] lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement line = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal("2026-03-10T12:00:00Z", line.GetProperty("timestamp").GetString());
        Assert.Equal("Error", line.GetProperty("level").GetString());
        Assert.Equal("first line\nsecond line", line.GetProperty("message").GetString());
        Assert.Equal("Somewhere", line.GetProperty("category").GetString());
        Assert.Equal("InvalidOperationException", line.GetProperty("exception").GetString());
        Assert.Contains(nameof(JsonLogTests), line.GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.5", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("private", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_names_the_invocation_that_it_belongs_to()
    {
        using var output = new MemoryStream();
        using var provider = new JsonLog(output, TimeProvider.System);
        Invocation.Current = new Invocation("id-1", default, default, "Root=1-2");
        provider.CreateLogger("Somewhere").Log(LogLevel.Information, default, "text", null, (text, _) => text);
        Invocation.Current = null;

        JsonElement line = JsonDocument.Parse(output.ToArray()).RootElement;
        Assert.Equal(("id-1", "Root=1-2"), (line.GetProperty("requestId").GetString(), line.GetProperty("traceId").GetString()));
    }
}
