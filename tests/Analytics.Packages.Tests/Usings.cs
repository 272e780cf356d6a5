global using Analytics.Testing;
global using Xunit;

[assembly: AssemblyFixture(typeof(Analytics.Packages.Tests.Packed))]
[assembly: AssemblyFixture(typeof(Analytics.Testing.LocalDynamo))]
