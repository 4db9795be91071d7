using CyberWatch.Infra.Mail.Editions;

namespace CyberWatch.Tests.Infra.Mail.Letters;

public sealed class EditionJsonTests
{
    [Fact]
    public void A_technical_edition_is_read_back_as_it_was_written()
    {
        foreach (var edition in new[] { LetterSamples.Bad, LetterSamples.Good, LetterSamples.Failed, LetterSamples.Group })
        {
            var read = EditionJson.ReadTechnical(EditionJson.Write(edition));

            Assert.Equivalent(edition, read, strict: true);
            Assert.Equal(EditionJson.Write(edition), EditionJson.Write(read));
        }
    }

    [Fact]
    public void A_sector_edition_is_read_back_as_it_was_written() =>
        Assert.Equivalent(LetterSamples.Sector, EditionJson.ReadSector(EditionJson.Write(LetterSamples.Sector)), strict: true);

    [Fact]
    public void An_urgent_edition_is_read_back_as_it_was_written() =>
        Assert.Equivalent(
            LetterSamples.UrgentJoined,
            EditionJson.ReadUrgent(EditionJson.Write(LetterSamples.UrgentJoined)),
            strict: true
        );

    [Fact]
    public void What_an_older_row_does_not_say_is_read_as_nothing()
    {
        var read = EditionJson.ReadTechnical(
            """{"name":"CH","week":"2026-W47","timeZone":"Europe/Paris","today":"2026-11-23","sites":[],"numbers":{}}"""
        );

        Assert.Empty(read.First);
        Assert.Null(read.Coverage);
    }
}
