using ModelContextProtocol.Protocol;

namespace Analytics.Functions.Assistants;

/// <summary>The SDK's endpoint of the protocol, over parts of its own: the product's services know nothing of it.</summary>
internal static class AssistantProtocol
{
    private const string Instructions =
        "Web analytics of the sites of one account: aggregated numbers, no data of persons. Begin with list_sites. ask answers any question, compare sets two ranges against "
        + "each other, funnel answers a saved funnel, insights says what changed and where, realtime says what happens now, explain says what a number means and what an answer costs. Nothing can be changed here.";

    /// <summary>What answers a request.</summary>
    public static RequestDelegate Build(Callers.OwnRoutes own, ILoggerFactory log, IHostApplicationLifetime life)
    {
        var services = new ServiceCollection();
        services.AddSingleton(log);
        services.AddLogging();
        services.AddSingleton(life);
        services.AddRoutingCore();
        services.AddMcpServer(options =>
            {
                options.ServerInfo = new Implementation { Name = "analytics", Version = typeof(AssistantProtocol).Assembly.GetName().Version?.ToString(3) ?? "0" };
                options.ServerInstructions = Instructions;
                options.Capabilities = new ServerCapabilities { Tools = new ToolsCapability() };
            })
            .WithHttpTransport(options =>
            {
                options.SessionMode = ModelContextProtocol.AspNetCore.HttpServerSessionMode.Stateless;
                options.ConfigureSessionOptions = (context, session, _) =>
                {
                    session.ToolCollection = [.. AssistantTools.All.Select(tool => new OfferedTool(tool, context, own))];
                    return Task.CompletedTask;
                };
            });
        var routes = new Routes(services.BuildServiceProvider());
        routes.MapMcp(AssistantRoutes.Address);
        return routes.DataSources.SelectMany(source => source.Endpoints).Single().RequestDelegate!;
    }

    private sealed class Routes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
