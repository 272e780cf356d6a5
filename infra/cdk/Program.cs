using Amazon.CDK;
using Analytics.Cdk;
using Analytics.Cdk.Options;
using Analytics.Cdk.Publishing;

Console.SetError(new BannerFilter(Console.Error));
try
{
    DeploymentOptions options = DeploymentOptions.Parse(ContextValues.Read(System.Environment.GetEnvironmentVariable(ContextValues.Variable)));
    string server = options.Published ?? PublishedServer.Publish(Clone.Around(Directory.GetCurrentDirectory()), options.Code, options.GeoDatabase, null, Console.Error.WriteLine);
    var app = new App(new AppProps { AnalyticsReporting = false });
    _ = new AnalyticsStack(app, options, server);
    _ = app.Synth();
    return 0;
}
catch (Exception refused) when (refused is OptionException or PublishException)
{
    Console.Error.WriteLine(refused.Message);
    return 1;
}
