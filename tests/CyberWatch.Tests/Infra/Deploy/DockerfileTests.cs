using System.Text.RegularExpressions;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Deploy;

/// <summary>The Dockerfile's instructions, read and held against our rules: no container engine runs here.</summary>
public sealed partial class DockerfileTests
{
    private static readonly IReadOnlyList<(string Stage, string Word, string Line)> Instructions = [.. Read()];

    public static TheoryData<string> Programs => ["worker", "dashboard"];

    [Fact]
    public void Base_images_have_a_version_and_no_host()
    {
        var stages = Instructions.Select(it => it.Stage).ToHashSet();
        var bases = Of("FROM").Select(rest => rest.Split(' ')[0]).Where(image => !stages.Contains(image)).ToList();

        Assert.NotEmpty(bases);
        Assert.All(bases, PinnedImage.Check);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_runs_as_nobody_special(string stage)
    {
        var user = Instructions.Last(it => it.Stage == stage && it.Word == "USER").Line;
        var after = Instructions.SkipWhile(it => it.Stage != stage || it.Word != "USER").Skip(1).Where(it => it.Stage == stage);

        Assert.Matches("^[1-9][0-9]{3,}:[1-9][0-9]{3,}$", user);
        Assert.DoesNotContain(after, it => it.Word is "RUN" or "COPY");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_is_started_without_a_shell_and_is_there(string stage)
    {
        var entry = Instructions.Single(it => it.Stage == stage && it.Word == "ENTRYPOINT").Line;

        Assert.StartsWith("[\"dotnet\", \"", entry, StringComparison.Ordinal);
        Assert.Contains(
            $"/opt/cyberwatch/{stage}/CyberWatch.{(stage == "worker" ? "Scanner" : "Dashboard")}.dll",
            entry,
            StringComparison.Ordinal
        );
        Assert.Contains(
            Instructions,
            it => it.Stage == stage && it.Word == "COPY" && it.Line == $"{stage} /opt/cyberwatch/{stage}"
        );
    }

    [Fact]
    public void Nothing_secret_and_nothing_from_elsewhere_comes_in()
    {
        Assert.Empty(Of("ADD"));
        Assert.Empty(Of("ARG"));
        Assert.DoesNotContain(Of("ENV"), rest => Secret().IsMatch(rest));
        Assert.DoesNotContain(
            Of("RUN"),
            rest => rest.Contains("curl", StringComparison.Ordinal) || rest.Contains("://", StringComparison.Ordinal)
        );
        Assert.All(Of("RUN"), rest => Assert.Contains("--no-install-recommends", rest, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Of(string word) => Instructions.Where(it => it.Word == word).Select(it => it.Line);

    private static IEnumerable<(string, string, string)> Read()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "infra", "deploy", "Dockerfile"));
        var joined = text.Replace("\\\n", " ", StringComparison.Ordinal);
        var stage = "";
        foreach (var line in joined.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var (word, rest) = (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim());
            if (word == "FROM")
                stage = rest.Split(" AS ")[1];
            yield return (stage, word, rest);
        }
    }

    [GeneratedRegex("password|secret|token|key", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Secret();
}
