global using Analytics.Testing;
global using Xunit;
