using Analytics.Engine.Tables;
using Analytics.Functions.Configuration;
using Amazon.DynamoDBv2;
using Analytics.Functions.Accounts;
using Analytics.Functions.Hosting;
using Analytics.Functions.Hosting.Lambda;
using Analytics.Functions.Hosting.Local;

TimeProvider clock = TimeProvider.System;
if (Settings.LambdaRuntimeApiOfProcess() is { } runtimeApi)
{
    return await LambdaStart.RunAsync(runtimeApi, args, clock);
}

ConsoleProgress console = ConsoleProgress.AtTerminal(clock);
try
{
    Settings settings = Settings.FromProcess(args);
    ListenAddresses.EnsureFree(settings.Urls);
    await using LocalDynamoDb database = await LocalDynamoDb.StartAsync(LocalDynamoDbOptions.From(settings), console.Step);
    using IAmazonDynamoDB client = database.CreateClient();
    console.Step("Creating tables where they are missing");
    await new TableCreator(client).CreateAsync(new TableNames(settings.Table, settings.SaltsTable), CancellationToken.None);

    await using WebApplication app = WebApp.Build(settings, client, clock);
    string email = settings.AdminEmail ?? "owner@localhost";
    FirstOwner owner = app.Services.GetRequiredService<FirstOwner>();
    string? password = await owner.EnsureAsync(email, settings.AdminPassword, CancellationToken.None);
    await app.StartAsync();
    console.Ready(new Uri(new Uri(app.Urls.First()), settings.Path + "/"), password is null ? null : new FirstCredentials(email, password), settings switch
    {
        { DynamoDbEndpoint: { } endpoint } => endpoint.GetLeftPart(UriPartial.Authority),
        { InMemory: true } => "in memory: gone when this ends",
        _ => settings.DataFolder,
    });

    Task stopped = app.WaitForShutdownAsync();
    if (await Task.WhenAny(stopped, database.Lost) == database.Lost)
    {
        throw await database.Lost;
    }

    return 0;
}
catch (Exception failure) when (failure is StartupFailure or Analytics.Store.Inputs.AnalyticsInputException)
{
    return console.Fail(failure);
}
