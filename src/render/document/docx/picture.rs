//! Pictures as images: drawn from their SVG in a font that this program brings along, so that they look the same on
//! every machine.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::xml::Xml;
use crate::document::Figure;
use crate::render::document::svg::{self, Medium};

/// The letters in pictures. `font/README.md` says where they are from.
const FONT: &[u8] = include_bytes!("font/Roboto-Latin.ttf");

/// The lengths that Word measures pictures in, to a centimetre.
const CENTIMETRE: f32 = 360_000.0;

/// How wide pictures are, and how high they may be: both fit on a page that lies on its side.
const WIDTH: f32 = 16.5 * CENTIMETRE;
const HEIGHT: f32 = 13.0 * CENTIMETRE;

/// Dots for each unit of the drawing: about 220 to an inch on paper.
const SCALE: f32 = 2.0;

/// The most dots along a side; what is larger is drawn coarser.
const MOST_DOTS: f32 = 8_000.0;

/// The image of a figure.
pub(super) struct Image {
    pub(super) png: Vec<u8>,
    width: f32,
    height: f32,
}

impl Image {
    /// Draws a figure; nothing where there is nothing to draw.
    pub(super) fn of(figure: &Figure) -> Option<Self> {
        static FONTS: LazyLock<Arc<Database>> = LazyLock::new(fonts);
        let options = Options { fontdb: FONTS.clone(), ..Options::default() };
        let tree = Tree::from_str(&svg::picture(figure, Medium::Image), &options).ok()?;
        let (width, height) = (tree.size().width(), tree.size().height());
        let scale = SCALE.min(MOST_DOTS / width.max(height));
        let drawn = tree.size().to_int_size().scale_by(scale)?;
        let mut dots = Pixmap::new(drawn.width(), drawn.height())?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
        Some(Self { png: dots.encode_png().ok()?, width, height })
    }

    /// Places the image in a line of text.
    ///
    /// Who does not see it hears the message of the figure instead.
    pub(super) fn place(&self, xml: &mut Xml, figure: &Figure, number: usize) {
        let (width, height) = self.size();
        let extent: &[(&'static str, &dyn std::fmt::Display)] = &[("cx", &width), ("cy", &height)];
        let (picture, name) = (picture_id(number), format!("Figure {number}"));
        xml.within("w:r", &[], |xml| {
            xml.within("w:drawing", &[], |xml| {
                xml.within("wp:inline", &[("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)], |xml| {
                    xml.empty("wp:extent", extent);
                    xml.empty("wp:docPr", &[("id", &number), ("name", &name), ("descr", &figure.message)]);
                    xml.within("a:graphic", &[], |xml| {
                        xml.within("a:graphicData", &[("uri", &PICTURE)], |xml| {
                            xml.within("pic:pic", &[], |xml| {
                                xml.within("pic:nvPicPr", &[], |xml| {
                                    xml.empty("pic:cNvPr", &[("id", &number), ("name", &name)]);
                                    xml.empty("pic:cNvPicPr", &[]);
                                });
                                xml.within("pic:blipFill", &[], |xml| {
                                    xml.empty("a:blip", &[("r:embed", &picture)]);
                                    xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                                });
                                xml.within("pic:spPr", &[], |xml| {
                                    xml.within("a:xfrm", &[], |xml| {
                                        xml.empty("a:off", &[("x", &0), ("y", &0)]);
                                        xml.empty("a:ext", extent);
                                    });
                                    xml.within("a:prstGeom", &[("prst", &"rect")], |xml| xml.empty("a:avLst", &[]));
                                });
                            });
                        });
                    });
                });
            });
        });
    }

    /// How wide and how high it is on paper.
    fn size(&self) -> (u32, u32) {
        let unit = (WIDTH / self.width).min(HEIGHT / self.height);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some centimetres")]
        let on_paper = |length: f32| (length * unit).round() as u32;
        (on_paper(self.width), on_paper(self.height))
    }
}

/// The kind of drawing that an image is.
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// What a part of the package calls a picture.
pub(super) fn picture_id(number: usize) -> String {
    format!("figure{number}")
}

fn fonts() -> Arc<Database> {
    let mut fonts = Database::new();
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family("Roboto");
    Arc::new(fonts)
}

#[cfg(test)]
mod tests {
    use super::Image;
    use crate::document::{Block, example};

    #[test]
    fn every_figure_becomes_an_image_of_some_size() {
        let document = example::document();
        let blocks = document.outline().flat_map(|(_, section)| &section.blocks);
        let figures = blocks.filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            Block::Text(_) | Block::List(_) | Block::Facts(_) | Block::Table(_) => None,
        });
        for figure in figures {
            let image = Image::of(figure).expect("an image");
            assert!(image.png.starts_with(b"\x89PNG") && image.png.len() > 5_000, "{}", figure.key);
            let (width, height) = image.size();
            assert!(width <= 5_940_000 && (500_000..=4_680_000).contains(&height), "{width} {height}");
        }
    }
}
