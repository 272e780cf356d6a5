[assembly: AssemblyFixture(typeof(LocalDynamo))]
