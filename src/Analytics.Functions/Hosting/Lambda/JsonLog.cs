using System.Buffers;
using System.Text.Json;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// The log as CloudWatch reads it: a JSON object a line, with the invocation that it belongs to. Of exceptions it holds kind and stack and
/// not the message, which may quote the request; scopes, which hold paths, are left out.
/// </summary>
internal sealed class JsonLog(Stream output, TimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", level.ToString());
            json.WriteString("message", message);
            json.WriteString("category", category);
            if (Invocation.Current is { } invocation)
            {
                json.WriteString("requestId", invocation.Id);
                if (invocation.TraceId is { } trace)
                {
                    json.WriteString("traceId", trace);
                }
            }

            if (exception is not null)
            {
                json.WriteString("exception", exception.GetType().Name);
                json.WriteString("stack", exception.StackTrace);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        lock (output)
        {
            output.Write(buffer.WrittenSpan); // in one piece: a line is an entry
            output.Flush();
        }
    }

    private sealed class Category(JsonLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, name, formatter(state, exception), exception);
    }
}
