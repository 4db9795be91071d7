using System.ComponentModel;
using System.Reflection;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra;

public sealed class OptionsDocumentTests
{
    private static readonly string Document = Path.Combine(Repository.Root, "infra", "OPTIONS.md");

    public static TheoryData<Type> Classes => [.. OptionsDocument.Classes.Select(it => it.Class)];

    [Fact]
    public async Task The_document_says_what_the_classes_say()
    {
        if (Environment.GetEnvironmentVariable("CYBERWATCH_WRITE_OPTIONS") == "1")
        {
            await File.WriteAllTextAsync(Document, OptionsDocument.Text(), TestContext.Current.CancellationToken);
        }

        var written = await File.ReadAllTextAsync(Document, TestContext.Current.CancellationToken);

        Assert.True(
            written == OptionsDocument.Text(),
            $"{Document} is not what the options are now. Set CYBERWATCH_WRITE_OPTIONS=1, run this test again, and commit the file."
        );
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_setting_says_what_it_means(Type options) =>
        Assert.All(
            OptionsDocument.Settings(options),
            setting => Assert.NotEmpty(setting.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "")
        );

    [Fact]
    public void No_option_is_declared_in_two_places() =>
        Assert.Distinct(
            OptionsDocument.Classes.SelectMany(it => OptionsDocument.Settings(it.Class).Select(one => $"{it.Section}:{one.Name}"))
        );
}
