using Amazon.CDK;
using Analytics.Cdk;

Console.SetError(new BannerFilter(Console.Error));
var app = new App(new AppProps { AnalyticsReporting = false });
_ = new AnalyticsStack(app, "Analytics", KeepContext.Read(app.Node.TryGetContext(KeepContext.Key)));
_ = app.Synth();
