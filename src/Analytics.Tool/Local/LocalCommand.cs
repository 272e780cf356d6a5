using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Analytics.Functions.Configuration;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Local;

/// <summary><c>analytics local</c>: the whole product in this process, as <c>dotnet run --project src/Analytics.Functions</c> starts it in a clone.</summary>
internal static class LocalCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "local",
            "Starts the whole product on this machine: database, API, dashboard, tracker, maintenance. Needs Java 17 and a clone in which npm ci was run, or Docker, or a DynamoDB that DYNAMODB_ENDPOINT names.");
        var port = new Option<int?>("--port") { Description = "Port on this machine's own address. Default: ASPNETCORE_URLS, else 5080.", HelpName = "PORT" };
        var data = new Option<string?>("--data") { Description = "Folder of the database. Default: ANALYTICS_DATA, else .data here or in the clone.", HelpName = "FOLDER" };
        var inMemory = new Option<bool>("--in-memory") { Description = "The database forgets everything at the end." };
        command.Add(port);
        command.Add(data);
        command.Add(inMemory);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(port) is not (null or (>= 0 and <= 65535)))
            {
                throw new UsageFault("--port: must be 0 to 65535.");
            }

            if (parsed.GetValue(data) is { } folder)
            {
                Environment.SetEnvironmentVariable("ANALYTICS_DATA", Path.GetFullPath(folder, context.Folder));
            }

            return Start([.. Arguments(parsed.GetValue(port), parsed.GetValue(inMemory))]);
        });
        return command;
    }

    /// <summary>The product's own command line.</summary>
    public static IEnumerable<string> Arguments(int? port, bool inMemory)
    {
        if (port is { } number)
        {
            yield return "--urls";
            yield return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{number}");
        }

        if (inMemory)
        {
            yield return "--in-memory";
        }
    }

    // The product's own entry, so that both start alike. It says itself what is missing.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The tool is packed as it is, untrimmed.")]
    private static int Start(string[] args) => (int)typeof(Settings).Assembly.EntryPoint!.Invoke(
        null, BindingFlags.DoNotWrapExceptions, null, [args], CultureInfo.InvariantCulture)!;
}
