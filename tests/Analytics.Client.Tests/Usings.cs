global using Analytics.Client.Events;
global using Analytics.Client.Http;
global using Analytics.Client.Questions;
global using Analytics.Client.Reports;
global using Analytics.Client.Sites;
global using Analytics.Testing;
global using Xunit;

[assembly: AssemblyFixture(typeof(LocalDynamo))]
