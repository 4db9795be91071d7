using CyberWatch.Infra;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>A folder without findings is a mistyped one where nothing else in it could tell.</summary>
public sealed class FindingsPresenceTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("cyberwatch-");

    private string Missing => Path.Combine(_root.FullName, "missing");

    [Fact]
    public void A_folder_that_is_not_there_is_named_and_not_made()
    {
        var sentence = WhyNone(Missing);

        Assert.Contains($"The data folder {Missing} is not there", sentence, StringComparison.Ordinal);
        Assert.Contains("--data DIR", sentence, StringComparison.Ordinal);
        Assert.False(Path.Exists(Missing));
    }

    [Fact]
    public void A_folder_of_something_else_holds_no_findings() =>
        Assert.Contains("holds no findings; nothing was made", WhyNone(_root.FullName), StringComparison.Ordinal);

    [Fact]
    public void A_folder_with_findings_is_the_right_one()
    {
        File.WriteAllText(Path.Combine(_root.FullName, "findings.db"), "");

        Assert.Null(WhyNone(_root.FullName));
    }

    [Fact]
    public void Findings_on_a_server_and_beside_a_registry_say_it_themselves()
    {
        Assert.Null(WhyNone(Missing, index: FindingIndexProvider.Elastic));
        Assert.Null(WhyNone(Missing, DatabaseProvider.Sqlite));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static string? WhyNone(
        string folder,
        DatabaseProvider registry = DatabaseProvider.Postgres,
        FindingIndexProvider index = FindingIndexProvider.Sqlite
    ) =>
        new FindingsPresence(
            Options.Create(new DataOptions { Folder = folder }),
            Options.Create(new RegistryOptions { Provider = registry }),
            Options.Create(new FindingIndexOptions { Provider = index })
        ).WhyNone();
}
